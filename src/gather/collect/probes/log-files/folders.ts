import type { Observed } from '../../../../model/observed.ts'
import { foldersBelow, type ListPage } from './lister.ts'

/** A folder of one account that holds files of CloudTrail (layout: facts/aws.md 2.1). */
export interface AccountFolder {
  readonly account: string
  readonly organization: string | undefined
  /** Full prefixes of `CloudTrail/`, `CloudTrail-Digest/`, ...; ending in a slash. */
  readonly kinds: readonly string[]
}

const ACCOUNT = /^\d{12}$/
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/
const KIND = /^CloudTrail/

/** `AWSLogs/` below the prefix of a trail. */
export const rootBelow = (prefix: string): string =>
  prefix === '' ? 'AWSLogs/' : `${prefix}/AWSLogs/`

const accountFolder = async (
  list: ListPage,
  root: string,
  account: string,
  organization: string | undefined,
): Promise<Observed<readonly AccountFolder[]>> => {
  const at = `${root}${account}/`
  const names = await foldersBelow(list, at)
  if ('unknown' in names) return names
  const kinds = names.known.filter((name) => KIND.test(name)).map((name) => `${at}${name}/`)
  return { known: kinds.length === 0 ? [] : [{ account, organization, kinds }] }
}

/** All of several answers, or the first that is not known. */
const together = <T>(answers: readonly Observed<readonly T[]>[]): Observed<readonly T[]> => {
  const all: T[] = []
  for (const answer of answers) {
    if ('unknown' in answer) return answer
    all.push(...answer.known)
  }
  return { known: all }
}

const accountsBelow = async (
  list: ListPage,
  root: string,
  names: readonly string[],
  organization: string | undefined,
): Promise<Observed<readonly AccountFolder[]>> =>
  together(
    await Promise.all(
      names
        .filter((name) => ACCOUNT.test(name))
        .map((account) => accountFolder(list, root, account, organization)),
    ),
  )

/** The accounts that have files of CloudTrail below `AWSLogs/`, directly or in the folder of an organisation. */
export const accountFolders = async (
  list: ListPage,
  root: string,
): Promise<Observed<readonly AccountFolder[]>> => {
  const names = await foldersBelow(list, root)
  if ('unknown' in names) return names
  const members = names.known
    .filter((name) => ORGANIZATION.test(name))
    .map(async (organization) => {
      const below = `${root}${organization}/`
      const inside = await foldersBelow(list, below)
      return 'unknown' in inside ? inside : accountsBelow(list, below, inside.known, organization)
    })
  return together(
    await Promise.all([accountsBelow(list, root, names.known, undefined), ...members]),
  )
}
