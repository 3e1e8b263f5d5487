import type { Instant } from '../../../model/time.ts'

export interface StoreOptions {
  readonly now: Instant
  /** Left out where it lies inside a copy. */
  readonly workspace: string
  readonly maxObjectBytes?: number
  /** Files with object metadata of a copy, one JSON object a line, beside those that are found. */
  readonly metadata?: readonly string[]
  /** Only folders of these; all where there are none. */
  readonly accounts?: readonly string[]
  /** The account that owns a bucket, where it is known: its role is assumed where the caller may not read. */
  readonly ownerOf?: (bucket: string) => string | undefined
}
