import type { PlanInput } from './act/fix/plan/input.ts'
import type { Effects } from './effects.ts'
import type { Query } from './engine/sql.ts'
import type { Known } from './gather/verify/lake/known.ts'
import type { LedgerQuery } from './gather/verify/ledger/read.ts'
import type { AskRequest } from './model/ask.ts'
import type { Bill } from './model/bill.ts'
import type { CollectOptions, CollectProgress, CollectReport } from './model/collect.ts'
import type { Alternatives, Coverage, DigestSlot, Evidence } from './model/coverage.ts'
import type { Finding } from './model/finding.ts'
import type { IngestOptions, IngestProgress, IngestReport } from './model/ingest.ts'
import type { Manifest } from './model/manifest.ts'
import type { Plan } from './model/plan.ts'
import type { Settings } from './model/settings.ts'
import type { Snapshot } from './model/snapshot.ts'
import type { Instant, Interval } from './model/time.ts'
import type { Trace, TraceSubject } from './model/trace.ts'
import type { Answer } from './model/verdict.ts'
import type { VerifyOptions, VerifyProgress, VerifyReport } from './model/verification.ts'
import type { Check } from './reason/assess/check.ts'
import type { World } from './reason/assess/world.ts'
import type { Found, Measured, MeasureOptions } from './reason/price/bill/measured.ts'

/** A lake opened for reading: what it knows of its inputs, and its events as SQL. */
export interface Lake {
  readonly manifest: Manifest
  /** Views `events` (each event once), `sightings`, `objects`. */
  readonly query: Query
  readonly close: () => Promise<void>
}

/** What a question is answered from. */
export interface AskSources {
  readonly query: Query
  readonly evidence: Evidence
  readonly settings: Settings
}

/** Each stage's signature, in order: the system on one screen. Data flows down. */
export interface Pipeline {
  /** gather/collect: the set-up of accounts, read through the API -> one snapshot. */
  collect: (
    options: CollectOptions,
    effects: Effects,
    onProgress?: (p: CollectProgress) => void,
  ) => Promise<CollectReport>
  /** gather/ingest: log files -> Parquet lake, each event once, each source object accounted for. */
  ingest: (
    options: IngestOptions,
    effects: Effects,
    onProgress?: (p: IngestProgress) => void,
  ) => Promise<IngestReport>
  /** gather/ingest: the lake of a workspace, read-only. */
  openLake: (workspace: string) => Promise<Lake>
  /** gather/verify: digests and the log files that they name -> what of each hour is proven, kept in the ledger. */
  verify: (
    options: VerifyOptions,
    known: Known,
    effects: Effects,
    onProgress?: (p: VerifyProgress) => void,
  ) => Promise<VerifyReport>
  /** gather/verify: the ledger of a workspace, as coverage takes it. */
  readLedger: (workspace: string, query?: LedgerQuery) => Promise<readonly DigestSlot[]>
  /** reason/coverage: configuration events out of the lake, with snapshots, manifest and ledger beside them. */
  loadEvidence: (
    query: Query,
    found: {
      snapshots: readonly Snapshot[]
      manifest: Manifest
      ledger: readonly DigestSlot[]
      now: Instant
    },
  ) => Promise<Evidence>
  /** reason/coverage: what of a scope was recorded, delivered and read over a window. */
  coverageOf: (
    scope: Alternatives,
    window: Interval,
    evidence: Evidence,
    settings: Settings,
  ) => Coverage
  /** reason/assess: a snapshot, and what the logs show beside it -> what is wrong with the set-up. */
  assess: (world: World, checks: readonly Check[]) => readonly Finding[]
  /** reason/ask: a question -> yes, no or cannot know. */
  ask: (request: AskRequest, sources: AskSources) => Promise<Answer>
  /** reason/trace: a key or session -> who is behind it, and all that derives from it. */
  trace: (subject: TraceSubject, sources: AskSources) => Promise<Trace>
  /** reason/price: events counted once, with the copies of each and who made them. */
  measure: (query: Query, found: Found, options?: MeasureOptions) => Promise<Measured>
  /** reason/price: what was counted -> what recording costs a month, line by line. */
  billOf: (measured: Measured) => Bill
  /** act/fix: findings -> a plan that closes them, as things desired, each printed as a template. */
  planOf: (input: PlanInput) => Plan
}
