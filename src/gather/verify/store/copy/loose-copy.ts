import { basename } from 'node:path'
import { groupBy } from '../../../../model/group-by.ts'
import { type Instant, startOfDay } from '../../../../model/time.ts'
import { claimOfKey } from '../../../objects/key.ts'
import { dayPath } from '../days.ts'
import { DIGESTS, folderOf } from '../layout.ts'
import type { Folder, ListedObject } from '../store.ts'
import { statedByMost } from './stated.ts'
import { type LooseFile, nameInS3, slashed } from './tree.ts'

/** Files of CloudTrail that lie in no layout, by account and region, under the names that they must have had. */
export interface LooseFolder {
  readonly folder: Folder
  readonly objects: readonly ListedObject[]
}

interface Named extends LooseFile {
  readonly account: string
  readonly region: string
  readonly named: Instant
  readonly kind: string
}

/** `123456789012_CloudTrail-Digest_...` */
const kindOf = (path: string): string => basename(path).split('_')[1] ?? 'CloudTrail'

const namedFiles = (files: readonly LooseFile[]): readonly Named[] =>
  files.flatMap((file) => {
    const { account, region, named } = claimOfKey(basename(file.path))
    if (account === null || region === null || named === null) return []
    return [{ ...file, account, region, named, kind: kindOf(file.path) }]
  })

const ORGANIZATION_ABOVE = /\/(o-[a-z0-9]{4,32})\/\d{12}\//

const organizationAbove = (path: string): string | null =>
  ORGANIZATION_ABOVE.exec(slashed(path))?.[1] ?? null

/** Digests that are asked for the origin. */
const WITNESSES = 9

/** The key in S3 follows from the name but for prefix and organisation, which the digests of the same account state. */
export const looseFolders = async (
  files: readonly LooseFile[],
): Promise<readonly LooseFolder[]> => {
  const found: LooseFolder[] = []
  const groups = groupBy(
    namedFiles(files),
    (f) => `${organizationAbove(f.path) ?? ''} ${f.account}`,
  )
  for (const [, group] of groups) {
    const digests = group.filter((file) => file.kind === DIGESTS).map((file) => file.path)
    const origin = await statedByMost(digests.slice(0, WITNESSES))
    for (const [region, members] of groupBy(group, (file) => file.region)) {
      const [{ account, path }] = members as [Named]
      const folder: Folder = {
        bucket: origin?.bucket ?? 'copy',
        prefix: origin?.prefix ?? '',
        organization: organizationAbove(path) ?? origin?.organization ?? null,
        account,
        region,
      }
      const objects = members.map((file) => ({
        bucket: folder.bucket,
        key: `${folderOf(folder, file.kind)}${dayPath(startOfDay(file.named))}/${nameInS3(basename(file.path))}`,
        uri: file.path,
        bytes: file.bytes,
        mark: null,
      }))
      found.push({ folder, objects })
    }
  }
  return found
}
