import type { AwsAccess } from './aws-access.ts'
import type { DigestChain, ObjectName } from './digest.ts'
import type { Instant, Interval } from './time.ts'

/** What is known of one hour (or a run of equal ones) of one chain of digests. */
export const slotStates = [
  'verified', // the digest is authentic and linked, every file that it names is there with its hash
  'verified-empty', // the same, and it names no file
  'missing', // a digest must have been delivered and is not there
  'invalid', // the digest, or a file that it names, is not what it should be, or is gone
  'unchecked', // could not be read or checked: archived, denied, no public key, unsigned offline
  'before-enabling', // before the first digest of the trail
  'after-stop', // logging or validation was off: a known event says so
  'interrupted', // the chain ended and began anew, and no known event says why
  'not-yet-due', // its digest may still arrive
] as const
export type SlotState = (typeof slotStates)[number]

/** Whether a slot, of a report or of the ledger, proves its hour. */
export const isProven = ({ state }: { readonly state: string }): boolean =>
  state === 'verified' || state === 'verified-empty'

/** How the digest of a slot joins the one before. */
export type SlotLink = 'linked' | 'start' | 'restart' | 'unproven'

/** An event that explains a slot or a loss. */
export interface ExplainingEvent {
  readonly time: Instant
  readonly name: string
  readonly eventId: string
  /** ARN of who did it, or the best that the record tells. */
  readonly actor: string | null
}

export interface Slot extends Interval {
  readonly state: SlotState
  readonly chain: DigestChain
  /** URI of the digest; `null` where there is none. */
  readonly digest: string | null
  readonly link: SlotLink | null
  /** SHA-256 of the files that the digest names. */
  readonly files: readonly string[]
  /** When the oldest event of those files happened, as an authentic digest states it; absent: nobody knows. */
  readonly oldest?: Instant
  /** One sentence, wherever the state is not `verified` or `verified-empty`. */
  readonly why: string | null
  readonly explainedBy: ExplainingEvent | null
}

/** A trail's digests of one account and region: the standard chain and the backfill chain. */
export interface ChainId {
  /** Name of the trail. */
  readonly trail: string
  readonly home: string
  readonly account: string
  readonly region: string
  /** ARN of the trail; `null` where its owner is not known (an organisation's folder and no snapshot). */
  readonly arn: string | null
}

/** SHA-256 of a log file's uncompressed bytes, lower-case hex: `found` is `null` where it is gone or no gzip. */
export interface FileHashes {
  readonly object: string
  readonly expected: string
  readonly found: string | null
}

/** How bad: `failure` exits 1, `open` (could not be checked, or is not attested) exits 3, `note` changes nothing. */
export type ProblemWeight = 'failure' | 'open' | 'note'

/** Something that whoever reads the report must know. `kind` names an entry of gather/verify/problems. */
export interface Problem {
  readonly kind: string
  readonly weight: ProblemWeight
  readonly chain: ChainId | null
  readonly from: Instant | null
  readonly to: Instant | null
  /** What and where, with the object's name. */
  readonly what: string
  /** What it can mean. */
  readonly means: string
  /** What to do. */
  readonly todo: string
  /** URIs: of a failure all, as far as they can be held; `more` says how many were left out. */
  readonly objects: readonly string[]
  readonly more: number
  /** Of log files that are not what their digest names: what it names, and what was found. */
  readonly hashes?: readonly FileHashes[]
  readonly by: ExplainingEvent | null
}

/** A log file that no digest names, and why that may be. */
export interface UnattestedFile {
  readonly uri: string
  readonly account: string
  readonly region: string
  readonly named: Instant | null
  readonly why:
    | 'hour still open'
    | 'validation was off'
    | 'backfill may be pending'
    | 'no digests'
    | 'its digest is missing'
    | 'its digest could not be checked'
    | 'not named by the digest of its hour'
}

export interface VerifiedChain extends ChainId {
  /** Places that its digests lie in, `s3://bucket/prefix` or a folder, oldest first. */
  readonly places: readonly string[]
  readonly slots: readonly Slot[]
  readonly digests: number
  readonly files: number
  /** Newest instant up to which every hour asked for is verified or verified empty; `null`: none. */
  readonly verifiedUntil: Instant | null
}

export interface VerifyOptions extends AwsAccess {
  /** Folders, `s3://bucket/prefix`; none: every place that snapshots know, old ones too. */
  readonly sources: readonly string[]
  readonly workspace: string
  /** Files or folders with public keys. */
  readonly keys?: readonly string[]
  /** Asks AWS nothing. */
  readonly offline?: boolean
  /** Files with object metadata of a copy, one JSON object a line. Found beside a copy where absent. */
  readonly metadata?: readonly string[]
  /** Names or ARNs of trails, exactly. */
  readonly trails?: readonly string[]
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** Delivery times asked for. */
  readonly from?: Instant
  readonly to?: Instant
  readonly maxObjectBytes?: number
  readonly concurrency?: number
  /** Reads everything again, whatever is remembered of objects with the same ETag, time and size. */
  readonly fresh?: boolean
}

export interface VerifyProgress {
  readonly step: 'listing' | 'reading'
  /** The share of the work that is done, from 0 to 1. */
  readonly done: number
  /** Cells (account and region) done and in all; while listing, sources. */
  readonly cells: number
  readonly totalCells: number | null
  readonly digests: number
  readonly files: number
  readonly bytes: number
  readonly account: string
  readonly region: string
}

/** What became of the log files that digests name, each counted once in its account and region. */
export interface FileCounts {
  readonly named: number
  /** Read and hashed by this run. */
  readonly hashed: number
  /** Hashed by an earlier run, and not put again since: ETag, time and size are the same. */
  readonly remembered: number
  readonly absent: number
  /** There, or maybe there, and could not be read. */
  readonly unread: number
}

/** How much of each check was done. */
export interface WorkDone {
  /** In the windows of their chains. */
  readonly digests: number
  /** Digests whose signature was checked with the public key that they name. */
  readonly signatures: number
  /** Digests that name one before them. */
  readonly links: number
  /** Digests proven to follow the one that they name. */
  readonly joined: number
  readonly files: FileCounts
}

export interface VerifyReport {
  readonly window: Interval
  /** What was listed: `s3://bucket/prefix` or a folder, and up to when it shows what was delivered. */
  readonly sources: readonly { readonly uri: string; readonly asOf: Instant }[]
  readonly chains: readonly VerifiedChain[]
  readonly problems: readonly Problem[]
  readonly unattested: readonly UnattestedFile[]
  /** Attested files that the lake does not hold; `null` where there is no lake. */
  readonly notInLake: readonly ObjectName[] | null
  readonly counts: Readonly<Record<SlotState, number>>
  readonly done: WorkDone
  readonly keys: readonly { readonly fingerprint: string; readonly source: string }[]
  readonly checks: {
    readonly performed: readonly string[]
    readonly notPerformed: readonly string[]
  }
  /** Path of the ledger that coverage reads. */
  readonly ledger: string
  readonly seconds: number
}
