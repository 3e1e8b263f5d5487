import type { GetBucketVersioningOutput } from '@aws-sdk/client-s3'
import type { ObjectName } from '../../../../model/digest.ts'
import { WholetrailError } from '../../../../model/error.ts'
import type { Instant, Interval } from '../../../../model/time.ts'
import { DIGESTS, folderOf } from '../layout.ts'
import { isNamedIn } from '../named-time.ts'
import type { Folder } from '../store.ts'
import type { BucketCalls } from './calls.ts'
import { FEW_MONTHS, monthsIn } from './months.ts'
import { deletedBelow, foldersOfVersions, type HiddenVersion, hiddenVersion } from './versions.ts'

/** What delete markers hide. Both throw what the SDK throws. */
export interface HiddenIn {
  readonly version: (name: ObjectName) => Promise<HiddenVersion | null>
  readonly digests: (folder: Folder, window: Interval) => Promise<readonly ObjectName[]>
}

/** Looks for versions only in buckets that keep some, or whose setting may not be read. */
export const hiddenIn = (calls: BucketCalls, now: Instant): HiddenIn => {
  const settings = new Map<string, Promise<boolean>>()
  const ask = async (bucket: string): Promise<boolean> => {
    try {
      const { Status } = await calls<GetBucketVersioningOutput>(bucket, 'GetBucketVersioning', {})
      return Status !== undefined
    } catch (error) {
      if (error instanceof WholetrailError) throw error
      return true
    }
  }
  const keepsVersions = (bucket: string): Promise<boolean> => {
    const setting = settings.get(bucket) ?? ask(bucket)
    settings.set(bucket, setting)
    return setting
  }
  return {
    version: async (name) =>
      (await keepsVersions(name.bucket)) ? hiddenVersion(calls, name) : null,
    digests: async (folder, window) => {
      const { bucket } = folder
      if (!(await keepsVersions(bucket))) return []
      const region = folderOf(folder, DIGESTS)
      const months = monthsIn(window, now)
      const years =
        months.length > FEW_MONTHS ? await foldersOfVersions(calls, bucket, region) : undefined
      const lists = months
        .filter((month) => years?.has(`${region}${month.folder.slice(0, 5)}`) ?? true)
        .map((month) =>
          deletedBelow(calls, bucket, {
            Prefix: `${region}${month.folder}`,
            KeyMarker: `${region}${month.first}`,
          }),
        )
      return (await Promise.all(lists)).flat().filter(({ key }) => isNamedIn(key, window))
    },
  }
}
