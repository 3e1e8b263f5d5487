import type { Finding } from '../../../model/finding.ts'
import type { Choice, Closed, Plan } from '../../../model/plan.ts'
import { closedBy } from '../../../reason/assess/standing.ts'
import { cannots } from './cannot.ts'
import { choicesOf } from './choices.ts'
import { closingSteps } from './closing-steps.ts'
import { underGuards } from './denied.ts'
import type { Draft } from './draft.ts'
import type { PlanInput } from './input.ts'
import { leftAsTheyWere } from './left.ts'
import { planRisks } from './risks.ts'
import { settled } from './settle.ts'
import { stepsOf } from './steps.ts'
import { unblindsOf } from './unblinds.ts'

/** A choice that no step stands on is not spoken of, unless somebody made it or has to. */
const isOfPlan = ({ chosen }: Draft, { id, from }: Choice): boolean =>
  from === 'given' || from === 'asked' || chosen.has(id)

const closedOf = (finding: Finding, step: string | undefined): Closed => ({
  fingerprint: finding.fingerprint,
  check: finding.check,
  severity: finding.severity,
  account: finding.account,
  region: finding.region,
  resource: finding.resource,
  reason: finding.reason,
  steps: step === undefined ? [] : [step],
})

/**
 * A plan that closes what it can of what is found: each claim is what the check itself says of the snapshot as it would
 * be, nothing that passes now may fail then, and what stays open is named with its reason. Its cost is for the caller
 * to add. Pure; calls nothing.
 */
export const planOf = (input: PlanInput): Plan => {
  const found = input.assess(input.snapshot)
  const choices = choicesOf(input.snapshot, input.given)
  const result = settled(input, found, choices)
  const { steps, risks } = underGuards(input.snapshot, stepsOf(result.draft))
  const isDone = result.draft.wishes.size > 0
  const planned = result.draft.snapshot
  const left = isDone
    ? leftAsTheyWere(input.snapshot, planned, found, input.assess)
    : new Set<string>()
  const closed = isDone
    ? closedBy(found, result.draft.findings).filter((f) => !left.has(f.fingerprint))
    : []
  const stepOf = closingSteps(input, found, closed, steps)
  const gone = new Set(closed.map((f) => f.fingerprint))
  return {
    choices: choices.filter((c) => isOfPlan(result.draft, c)),
    steps: [...steps],
    closes: closed.map((f) => closedOf(f, stepOf.get(f.fingerprint))),
    unblinds: [...unblindsOf(input.snapshot, planned, steps, input.now)],
    cost: null,
    risks: [...risks, ...planRisks(steps, choices)],
    cannot: [...cannots(result, input, found, gone, left)],
  }
}
