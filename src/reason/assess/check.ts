import type { CheckGroup, FindingStatus, RemedyId, Severity } from '../../model/finding.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { World } from './world.ts'

/** Where a check comes from, kept as data. Versions are stated, since numbers move between them. */
export interface References {
  /** CIS AWS Foundations: `v3.0.0/3.1`, `v6/4.1`. */
  readonly cis?: readonly string[]
  /** Security Hub control: `CloudTrail.1`. */
  readonly securityHub?: readonly string[]
  /** Pages of AWS. */
  readonly aws: readonly string[]
}

/** What a check says of one thing; the rest of a finding is the same for all of them. */
export interface Result {
  readonly status: FindingStatus
  readonly resource: string
  readonly account: string
  /** `global` for what has no region. */
  readonly region: string
  /** One sentence, without a full stop. */
  readonly reason: string
  readonly evidence?: readonly string[]
  /** For an unknown: what would settle it, a permission or a command. Required there. */
  readonly settle?: string
  /** Where it matters more or less than the check as a whole. */
  readonly severity?: Severity
  /** What else makes it another finding: the regions that it speaks of. No times, no counts. */
  readonly facet?: string
}

/** A small snapshot and what the check must say of it: the worst status of all results. */
export interface CheckExample {
  readonly says: string
  readonly snapshot: Snapshot
  readonly expect: FindingStatus
}

/** A check: everything about it in one object; docs, SARIF rules and tests are made from it. */
export interface Check {
  readonly id: string
  readonly group: CheckGroup
  /** What holds when it passes, as a sentence. */
  readonly title: string
  readonly why: string
  readonly severity: Severity
  readonly references: References
  readonly remedy?: RemedyId
  /** What is most often got wrong here by hand, and how this check avoids it. */
  readonly note?: string
  readonly run: (world: World) => readonly Result[]
  readonly examples: {
    readonly pass: CheckExample
    readonly fail: CheckExample
    readonly unknown: CheckExample
  }
}
