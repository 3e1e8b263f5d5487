import type { CheckGroup, FindingStatus, RemedyId, Severity } from '../../model/finding.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { LakeFacts } from './lake-facts.ts'
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
  /** `global` for what has no region, or speaks of several. */
  readonly region: string
  /** The regions that it speaks of, where they are not the one above. */
  readonly regions?: readonly string[]
  /** One sentence, without a full stop. */
  readonly reason: string
  readonly evidence?: readonly string[]
  /** For an unknown: what would settle it, a permission or a command. Required there. */
  readonly settle?: string
  /** Where it matters more or less than the check as a whole. */
  readonly severity?: Severity
  /** Where another remedy than that of the check closes it. */
  readonly remedy?: RemedyId
  /** The remedy with its names put in: `start trail main again`. */
  readonly fix?: string
  /** What else makes it another finding: the regions that it speaks of. No times, no counts. */
  readonly facet?: string
}

/** A small snapshot and what the check must say of it: the worst status of all results. */
export interface CheckExample {
  readonly says: string
  readonly snapshot: Snapshot
  /** What the logs show, for a check that listens to them; absent: there are none. */
  readonly lake?: LakeFacts
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
  /** The remedy in words, where those of its kind are too general. */
  readonly remedyText?: string
  /** What it finds brings about what other checks find: it is printed before them. */
  readonly isCause?: true
  /** The name that checks share which one fault makes fail all together. */
  readonly family?: string
  /** It asks the logs who is behind the sessions of roles, for which the whole lake is read. */
  readonly needsRoleSessions?: true
  /** It asks the logs from where keys that last were used. */
  readonly needsKeyUse?: true
  /** What is most often got wrong here by hand, and how this check avoids it. */
  readonly note?: string
  readonly run: (world: World) => readonly Result[]
  readonly examples: {
    readonly pass: CheckExample
    readonly fail: CheckExample
    readonly unknown: CheckExample
  }
}
