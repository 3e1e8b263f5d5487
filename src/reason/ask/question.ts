import type { BlindReason, Evidence } from '../../model/coverage.ts'
import type { Filter, Scope } from '../../model/scope.ts'
import type { Instant, Interval } from '../../model/time.ts'
import type { Closure } from '../identity/closure.ts'
import type { LeftOut } from './resolve/alone.ts'
import type { ResolvedBucket } from './resolve/bucket.ts'

/** What an option holds; `key`, `principal` and `bucket` are looked up before the parts are made (R12, R28). */
type OptionKind = 'key' | 'principal' | 'bucket' | 'resource' | 'address' | 'text' | 'flag'

export interface QuestionOption {
  readonly name: string
  readonly kind: OptionKind
  readonly description: string
  /** Of a flag that holds unless it is denied: what `--no-NAME` does. */
  readonly denied?: string
}

export type Params = Readonly<Record<string, string | boolean>>

/** Where copies of events would have been delivered; a field that is absent is free. */
export interface Place {
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** Whether the accounts are all that are known, so that the list of them matters. */
  readonly everyAccount?: boolean
}

/**
 * One scope that is both looked for and must have been recorded (R6). `places` are alternatives: copies delivered to
 * any one of them are enough.
 */
export interface Piece {
  readonly scope: Scope
  readonly places: readonly Place[]
  /** Nothing of it was possible before (R26). */
  readonly from?: Instant
}

/** Something that no coverage can make good: it keeps the part from a no. */
export interface Obstacle {
  readonly reason: BlindReason
  readonly detail: string
  readonly remedy: string
}

/** A named part of a question, with a verdict of its own (R8). */
export interface Part {
  readonly name: string
  readonly title: string
  /** Whether it is asked when no `--part` is given. */
  readonly default: boolean
  /** What counts as a yes. */
  readonly pieces: readonly Piece[]
  /** Denied, failed or lesser calls: shown apart, never needed (R10). */
  readonly attempts?: Scope
  readonly obstacles?: readonly Obstacle[]
  /** What must have been recorded too, though nothing of it is looked for; where it was not, the obstacle stands. */
  readonly besides?: readonly { readonly piece: Piece; readonly obstacle: Obstacle }[]
  /** A yes takes events in more than one account. */
  readonly severalAccounts?: boolean
}

/** A question as it is asked: its options, looked up. */
export interface Asked {
  readonly params: Params
  readonly window: Interval
  /** Given with `--account`, `--region`. */
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  readonly knownAccounts: readonly string[]
  readonly closure?: Closure
  /** What is not counted, where a key is asked about without what derives from it. */
  readonly leftOut?: LeftOut
  /** Who is asked about; absent: anyone. */
  readonly who?: Filter
  readonly bucket?: ResolvedBucket
  readonly logBuckets: readonly ResolvedBucket[]
  /** Whether evidence speaks of a directory bucket; only looked up where objects of any bucket may be meant. */
  readonly directoryBuckets?: boolean
  /** The call for which calls on the bucket may be recorded with the ARN of an access point. */
  readonly doubtOfPoints?: string
  /** As ARNs name them: one, unless evidence speaks of several. */
  readonly partitions: readonly string[]
  readonly evidence: Evidence
  /** Whether every data event type is a part of its own (`--part all`, or one named). */
  readonly eachDataType: boolean
}

interface Example {
  readonly command: string
  readonly says: string
}

/** A question: everything about it in one object; docs, completion and help are made from it. */
export interface Question {
  readonly id: string
  readonly sentence: (params: Params) => string
  readonly why: string
  readonly options: readonly QuestionOption[]
  /** At least one of these options must be given. */
  readonly needsOneOf: readonly string[]
  /** Microseconds back from the end; `all`: since the first event read. */
  readonly defaultWindow: number | 'all'
  readonly parts: (asked: Asked) => readonly Part[]
  /** Whether the buckets that trails deliver to are looked up for it. */
  readonly usesLogBuckets?: boolean
  /** Whether its notes tell how objects were encrypted, bucket by bucket. */
  readonly tellsEncryption?: boolean
  readonly examples: readonly Example[]
}
