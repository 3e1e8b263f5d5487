import type { Copy } from '../world/happening.ts'
import type { Second } from '../world/time.ts'
import type { Trail } from '../world/trail.ts'
import type { NotRecorded } from './records-by.ts'

/** What becomes of a log file between CloudTrail and us. */
export const faults = [
  'deleted', // gone before anyone looked
  'renamed garbage', // gone, and something unrecognisable in its place
  'record removed', // rewritten without one record
  'record altered', // rewritten with one record changed
  'truncated', // the gzip ends early
  'corrupt', // bytes of the gzip changed
  'half', // half of the JSON, well compressed
  'not text', // not UTF-8 inside
  'renamed truncated', // truncated, and under a name that tells nothing (R19)
  'trailing bytes', // something after the gzip member (R19)
] as const
export type Fault = (typeof faults)[number]

export type Fate = 'read' | Fault | 'delivery failed' | 'not yet delivered' | 'not handed over' // the bucket, or this file of a partial copy, was never given to us

export interface LogFile {
  readonly trail: Trail
  readonly bucket: string
  readonly prefix: string
  readonly key: string
  readonly account: string
  readonly region: string
  readonly delivered: Second
  readonly copies: readonly Copy[]
  readonly fate: Fate
  /** The one that a rewriting fault struck. */
  readonly victim?: Copy
}

/** A trail that did not record a copy. */
export interface Unrecorded {
  readonly copy: Copy
  readonly trail: Trail
  readonly why: NotRecorded
}
