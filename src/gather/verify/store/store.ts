import type { ObjectName } from '../../../model/digest.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import type { Unlisted } from './unlisted.ts'

/** The part of a log layout that holds one account and region: `[prefix/]AWSLogs/[o-id/]account/<kind>/region/`. */
export interface Folder {
  readonly bucket: string
  readonly prefix: string
  readonly organization: string | null
  readonly account: string
  readonly region: string
}

/** An object as a listing shows it. */
export interface ListedObject extends ObjectName {
  /** Where it really is: `s3://bucket/key`, or a path. */
  readonly uri: string
  readonly bytes: number
  /** Equal marks are one object, never put again (`markOf`); `null` in a folder. */
  readonly mark: string | null
}

/** Why an object could not be read: a status of its own, that never stops the run. */
export type Unreadable = {
  readonly status:
    | 'absent'
    | 'archived'
    | 'denied'
    | 'kms-denied'
    | 'no-bucket'
    | 'too-large'
    | 'failed'
  readonly detail: string
}

export type Read =
  | {
      readonly status: 'read'
      /** Where it was really read: another place than asked for in a copy, or a version. */
      readonly uri: string
      readonly stored: Uint8Array
      readonly mark: string | null
      /** User metadata by lower-case name without `x-amz-meta-`; `null` where a copy kept none. */
      readonly metadata: Readonly<Record<string, string>> | null
      /** The name that it has in a copy, where that is another than was asked for. */
      readonly movedTo?: ObjectName
    }
  | Unreadable

/** The newest version of an object that a delete marker hides. */
export interface Hidden {
  readonly deletedAt: Instant | null
  readonly versionId: string
  readonly read: Read
}

/** A place that log files and digests are read from: buckets, or a copy in a folder. */
export interface Store {
  readonly uri: string
  readonly kind: 'bucket' | 'copy'
  /** What was delivered later cannot be there: when listing began, or the latest instant that any name in a copy tells. */
  readonly asOf: Instant
  /** Every folder that holds digests or log files; throws `source-unreadable`, `aws` where nothing can be listed. */
  readonly folders: () => Promise<readonly Folder[]>
  /**
   * Objects whose names tell a time in the window, in the order of their names. Both throw `source-unreadable` where this
   * folder cannot be listed: then nothing is known of its hours. Log files of all kinds (`CloudTrail-Insight/` too).
   */
  readonly digests: (folder: Folder, window: Interval) => Promise<readonly ListedObject[]>
  readonly logs: (folder: Folder, window: Interval) => Promise<readonly ListedObject[]>
  /** Reads an object by its name in S3, wherever a copy keeps it; one that was listed, where it was listed. Never throws but `interrupted`, `aws` (credentials). */
  readonly read: (name: ObjectName) => Promise<Read>
  /** Of a copy, whose files are read by the threads that hash them: what it kept of an object's metadata. */
  readonly metadata?: (listed: ListedObject) => Promise<Readonly<Record<string, string>> | null>
  /** The version that a delete marker hides; `null`: there is none, or the place keeps no versions. */
  readonly hidden: (name: ObjectName) => Promise<Hidden | null>
  /** Digests with a time in the window that delete markers hide: also the newest, which no other names. */
  readonly hiddenDigests?: (folder: Folder, window: Interval) => Promise<readonly ObjectName[]>
  /** Folders that `folders` could not list: what they hide is not known to be there, nor to be missing. */
  readonly unlisted?: () => readonly Unlisted[]
  /** Sentences on what could not be looked at, so far: versions, or prefixes where a policy allows `AWSLogs/` alone. */
  readonly unseen?: () => readonly string[]
}
