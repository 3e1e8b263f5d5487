import type { DigestChain } from './digest.ts'
import type { Manifest } from './manifest.ts'
import type { Box, Scope } from './scope.ts'
import type { Snapshot } from './snapshot.ts'
import type { Instant, Interval } from './time.ts'

/** Why an instant is blind (verdict.md 7). */
export const blindReasons = [
  'not selected',
  'not logging',
  'did not exist',
  'region or account outside the trail',
  'region newly enabled',
  'delivery failing',
  'not yet delivered',
  'digest missing or invalid',
  'log file missing or altered',
  'log file rejected',
  'source incomplete',
  'not ingested',
  'past retention',
  'configuration unknown',
  'configuration not witnessed',
  'access denied',
  'subject unknown',
  'owner unknown',
  'candidate events',
  'undocumented behaviour',
  'too complex',
] as const
export type BlindReason = (typeof blindReasons)[number]

/** A part of the scope over a time that was not recorded, delivered and read. */
export interface BlindSpot {
  /** Merged boxes, at most 50; `more` says how many were left out. */
  readonly scope: readonly Box[]
  readonly more: number
  readonly from: Instant
  readonly to: Instant
  readonly reason: BlindReason
  /** One sentence: which recorder, which file, which setting. */
  readonly detail: string
  /** What would clear it: a command or a setting. */
  readonly remedy: string
}

/** Something taken for true without proof, which a `configured` no rests on (R30). */
export interface Assumption {
  readonly id: string
  readonly sentence: string
}

export type Assurance = 'verified' | 'configured'

export interface RecordedPiece {
  readonly from: Instant
  readonly to: Instant
  readonly assurance: Assurance
  /** Ids of the recorders whose copies were read. */
  readonly by: readonly string[]
}

/** For a scope and a window: what was recorded, delivered and read, and what was not. */
export interface Coverage {
  readonly window: Interval
  /** Times at which the whole scope is covered. */
  readonly recorded: readonly RecordedPiece[]
  readonly blind: readonly BlindSpot[]
  readonly assumptions: readonly Assumption[]
  /** Share of the window at which the whole scope is covered, 0 to 1. */
  readonly recordedFraction: number
  /** The latest instant at which every needed recorder is settled and read (R9); `from` when there is none. */
  readonly horizon: Instant
  readonly checks: {
    readonly performed: readonly string[]
    readonly notPerformed: readonly string[]
  }
}

/**
 * State of one slot of one (trail, account, region), from `verify`. Absent ledger: nothing was verified.
 * `interrupted`: the chain ended at `from` and began anew at `to` (maybe the same instant), so logging or validation was
 * off in between, and `verify` knew of no event that says which. `unattested`: proves nothing, refutes nothing.
 */
export interface DigestSlot {
  /** ARN: names are not unique. */
  readonly trail: string
  readonly account: string
  readonly region: string
  /** A backfill digest proves the files that it names, never the hour that it lies in. Absent: standard. */
  readonly chain?: DigestChain
  readonly from: Instant
  readonly to: Instant
  readonly state:
    | 'verified'
    | 'verified-empty'
    | 'missing'
    | 'invalid'
    | 'interrupted'
    | 'unattested'
  /** The digest before was found, is authentic, and ends where this one begins: logging never stopped between (R22). */
  readonly linked?: boolean
  /** sha256 of the uncompressed log files named by the digest of this slot. */
  readonly files: readonly string[]
  /** When the oldest event of those files happened, as an authentic digest states it; absent: nobody knows (R19). */
  readonly oldest?: Instant
  /** Log files delivered in this slot that no digest names, by sha256 where it was read and URI otherwise: they must be
   * in the lake as well before the slot proves a no. */
  readonly besides?: readonly string[]
}

/** An event that may change what is recorded (facts/aws.md 5), as found in a log or in event history. */
export interface ConfigurationEvent {
  readonly time: Instant
  readonly id: string
  readonly account: string // recipientAccountId
  readonly region: string
  readonly source: string
  readonly name: string
  readonly failed: boolean
  readonly request: unknown
  readonly response: unknown
  readonly details: unknown // serviceEventDetails
  /** ARNs in resources[]; through an access point or where the request was omitted, only they name the bucket (R5). */
  readonly resources?: readonly string[]
  /** Object ids of its sightings; empty for event history. */
  readonly objects: readonly number[]
}

/** Everything that coverage is computed from. Pure data: no clock, no files. */
export interface Evidence {
  readonly now: Instant
  readonly snapshots: readonly Snapshot[]
  readonly events: readonly ConfigurationEvent[]
  readonly manifest: Manifest
  readonly ledger: readonly DigestSlot[]
}

/** One way in which the events asked for would have been recorded: each alternative alone is enough (an S3 data event
 * is delivered to the requester's account and to the bucket owner's, facts/aws.md 1.4). */
export type Alternatives = readonly Scope[]
