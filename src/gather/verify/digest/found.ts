import type { Digest, DigestName, ObjectName } from '../../../model/digest.ts'
import type { Instant } from '../../../model/time.ts'
import type { Unreadable } from '../store/store.ts'

/** A digest whose bytes were read and understood; nothing of it is believed yet. */
export interface ParsedDigest {
  readonly status: 'parsed'
  readonly digest: Digest
  /** SHA-256 of its uncompressed bytes, hex. */
  readonly sha256: string
  /** Bytes after the first gzip member: someone added them. */
  readonly trailing: number
  /** From the object's metadata, lower-case hex; `null` where there is none. */
  readonly signature: string | null
  readonly signatureAlgorithm: string | null
  /** `backfill-generation-timestamp`. */
  readonly generatedAt: Instant | null
}

/** One digest object, alone. */
export interface FoundDigest {
  readonly name: DigestName
  /** Where it lies. */
  readonly object: ObjectName
  readonly uri: string
  readonly content:
    | ParsedDigest
    | { readonly status: 'malformed'; readonly detail: string }
    | Unreadable
  /** It was hidden by a delete marker and read as a version. */
  readonly hidden: { readonly deletedAt: Instant | null } | null
}

/** One log file that a digest names, as it was found. */
export type FoundFile =
  | {
      readonly status: 'found'
      readonly uri: string
      /** SHA-256 of the bytes of the first gzip member, hex. */
      readonly sha256: string
      readonly trailing: number
      readonly hidden: { readonly deletedAt: Instant | null } | null
      /** Found under another name than the digest gives. */
      readonly movedTo: ObjectName | null
      /** Its hash is of an earlier run: its mark is the same. */
      readonly remembered?: true
      /** Copies of it, by URI, that are not what the digest names. */
      readonly alteredCopies?: readonly string[]
    }
  | { readonly status: 'malformed'; readonly uri: string; readonly detail: string }
  | Unreadable
