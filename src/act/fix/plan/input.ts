import type { Finding, RemedyId } from '../../../model/finding.ts'
import type { ChoiceId } from '../../../model/plan.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import type { Remedy } from '../remedy.ts'
import type { Assess } from './assessing.ts'

/** What a plan is made of. */
export interface PlanInput {
  readonly snapshot: Snapshot
  readonly now: Instant
  readonly remedies: readonly Remedy[]
  /** What is found now, and what would be found when the plan is done. */
  readonly assess: Assess
  /** What somebody said. */
  readonly given: Readonly<Partial<Record<ChoiceId, string>>>
  /** Only these findings are to be closed; all of them by default. */
  readonly wanted?: (finding: Finding) => boolean
}

/** Findings that a remedy is not given, with the reason: it would bring about something worse. */
export type Blocked = ReadonlyMap<RemedyId, ReadonlyMap<string, string>>
