import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after } from '../../src/act/fix/after.ts'
import { assessing } from '../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../src/act/fix/plan/plan.ts'
import { retireDuplicateTrail } from '../../src/act/fix/remedies/retire-duplicate-trail.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { checks } from '../../src/reason/assess/checks/list.ts'
import { arbitrarySetup } from '../fixtures/arbitrary-setup.ts'
import { planFor } from '../fixtures/demo-plan.ts'

const retired = (plan: Plan) =>
  plan.steps.flatMap((s) => s.desired).flatMap((d) => (d.kind === 'retired-trail' ? [d.arn] : []))

/** Trails that the plan says it leaves for a reason of another kind: something else would have failed. */
const heldBack = (plan: Plan): ReadonlySet<string> =>
  new Set(
    plan.cannot.flatMap((c) =>
      c.why.startsWith('What would close it brings about something else') ? [c.resource] : [],
    ),
  )

/** What could go at once, with nothing more mended. */
const ready = (snapshot: Snapshot): Plan => {
  const now = snapshot.collectedAt
  const assess = assessing(checks, now)
  return planOf({ snapshot, now, assess, remedies: [retireDuplicateTrail], given: {} })
}

test('when a plan is done no trail could go at once but those that it said it held back', () => {
  let retirements = 0
  fc.assert(
    fc.property(arbitrarySetup, (snapshot) => {
      const plan = planFor(snapshot)
      const { collectedAt } = snapshot
      const then = after(
        snapshot,
        plan.steps.flatMap((s) => s.desired),
        collectedAt,
      )
      retirements += retired(plan).length
      const held = heldBack(plan)
      expect(retired(ready(then)).filter((arn) => !held.has(arn))).toEqual([])
    }),
    { numRuns: 25, endOnFailure: true },
  )
  expect(retirements).toBeGreaterThan(0)
})
