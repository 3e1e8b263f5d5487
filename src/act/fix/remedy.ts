import type { Desired } from '../../model/desired.ts'
import type { Finding, RemedyId } from '../../model/finding.ts'
import type { ChoiceId, Manual, Phase } from '../../model/plan.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'

/** What a remedy stands on. */
export interface Context {
  /** The snapshot as it would be after the remedies before this one: what they desire is in it. */
  readonly snapshot: Snapshot
  /** As it was collected: what is in this one is `existing`, what is only in the other is `new`. */
  readonly collected: Snapshot
  /** What the checks find on `snapshot` and name this remedy for: failed only, in the order of assess. */
  readonly findings: readonly Finding[]
  readonly now: Instant
  /** The value of a choice, observed or defaulted; null: nobody said, and there is no safe default. */
  readonly choice: (id: ChoiceId) => string | null
}

/** Something said about one step: that of a phase in an account and region. */
export interface Note {
  readonly phase: Phase
  readonly account: string
  readonly region: string
  readonly before?: readonly Manual[]
  readonly after?: readonly Manual[]
  readonly proof?: readonly Manual[]
  readonly risks?: readonly string[]
}

/** Why a finding is left open by this remedy: what was not observed, what was not said. */
export interface Refusal {
  readonly fingerprint: string
  readonly why: string
  readonly instead?: string
  /** The choice that nobody made, where that is all that is missing. */
  readonly needs?: ChoiceId
}

/**
 * What a remedy wants. Desired are whole: two wishes for the same thing (`keyOf`) are merged by taking the later one,
 * which was made from a snapshot that holds the earlier one (members that a bucket leaves out are kept).
 */
export interface Proposal {
  readonly desired: readonly Desired[]
  /** Where its things belong to another phase than their kind says (plan/phase-of.ts). */
  readonly phase?: Phase
  readonly notes: readonly Note[]
  readonly refused: readonly Refusal[]
}

/** A remedy: one file, one object, pure. It never guesses what was not observed: it refuses, and says so. */
export interface Remedy {
  readonly id: RemedyId
  /** What it does, as a sentence in the imperative, without a full stop. */
  readonly title: string
  readonly why: string
  /** What no template of it can do. Sentences. */
  readonly cannot: readonly string[]
  readonly propose: (context: Context) => Proposal
}
