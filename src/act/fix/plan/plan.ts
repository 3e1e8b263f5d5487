import type { Finding } from '../../../model/finding.ts'
import type { Closed, Plan } from '../../../model/plan.ts'
import { cannots } from './cannot.ts'
import { choicesOf } from './choices.ts'
import { closers } from './closers.ts'
import type { PlanInput } from './input.ts'
import { planRisks } from './risks.ts'
import { settled } from './settle.ts'
import { closedBy } from './standing.ts'
import { stepsOf } from './steps.ts'
import { unblindsOf } from './unblinds.ts'

const closedOf = (finding: Finding, steps: readonly string[]): Closed => ({
  fingerprint: finding.fingerprint,
  check: finding.check,
  severity: finding.severity,
  account: finding.account,
  region: finding.region,
  resource: finding.resource,
  reason: finding.reason,
  steps: [...steps],
})

/**
 * A plan that closes what it can of what is found: each claim is what the check itself says of the snapshot as it would
 * be, nothing that passes now may fail then, and what stays open is named with its reason. Pure; calls nothing.
 */
export const planOf = (input: PlanInput): Plan => {
  const found = input.assess(input.snapshot)
  const choices = choicesOf(input.snapshot, input.given)
  const result = settled(input, found, choices)
  const steps = stepsOf(result.draft)
  const isDone = result.draft.wishes.size > 0
  const closed = isDone ? closedBy(found, result.draft.findings) : []
  const stepsFor = closers(input.snapshot, steps)
  const gone = new Set(closed.map((f) => f.fingerprint))
  return {
    choices: [...choices],
    steps: [...steps],
    closes: closed.map((f) => closedOf(f, stepsFor(f))),
    unblinds: [...unblindsOf(input.snapshot, result.draft.snapshot, steps, input.now)],
    cost: isDone ? (input.price?.(input.snapshot, result.draft.snapshot) ?? null) : null,
    risks: [...planRisks(steps)],
    cannot: [...cannots(result, input, found, gone)],
  }
}
