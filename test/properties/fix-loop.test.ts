import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after } from '../../src/act/fix/after.ts'
import { forms } from '../../src/act/fix/formats/form.ts'
import { logGroupArn } from '../../src/act/fix/formats/log-group-arn.ts'
import { writtenSteps } from '../../src/act/fix/formats/written.ts'
import { type Desired, keyOf } from '../../src/model/desired.ts'
import { arbitrarySetup } from '../fixtures/arbitrary-setup.ts'
import { comparable } from '../fixtures/aws-commands/comparable.ts'
import { readBackAll } from '../fixtures/aws-commands/read-back.ts'
import { assessed, planFor } from '../fixtures/demo-plan.ts'

/** Lists that are empty and lists that are left out say the same; a log group's ARN has one spelling in templates. */
const spelled = (d: Desired): Desired => {
  if (d.kind !== 'trail') return d
  const basic = d.selectors.EventSelectors?.map(
    ({ DataResources: data, ExcludeManagementEventSources: excluded, ...s }) => ({
      ...s,
      ...(data === undefined || data.length === 0 ? {} : { DataResources: data }),
      ...(excluded === undefined || excluded.length === 0
        ? {}
        : { ExcludeManagementEventSources: excluded }),
    }),
  )
  const { cloudWatchLogGroupArn: group } = d
  return {
    ...d,
    ...(group === undefined ? {} : { cloudWatchLogGroupArn: logGroupArn(group) }),
    selectors: { ...d.selectors, ...(basic === undefined ? {} : { EventSelectors: basic }) },
  }
}

const inOrder = (all: readonly Desired[]): readonly Desired[] =>
  all
    .map(spelled)
    .map(comparable)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

test('plans of generated set-ups, written in each form and read again, close what they claim', () => {
  let things = 0
  fc.assert(
    fc.property(arbitrarySetup, fc.constantFrom(...forms), (snapshot, form) => {
      const plan = planFor(snapshot)
      const written = writtenSteps(plan.steps, form)
      const unsaid = new Set(
        written.flatMap((w) =>
          w.elsewhere.flatMap((e) => (e.form === null ? [`${e.kind} ${e.name}`] : [])),
        ),
      )
      expect([...unsaid]).toEqual([])
      const desired = readBackAll(written)
      things += desired.length
      expect(inOrder(desired)).toEqual(inOrder(plan.steps.flatMap((s) => s.desired)))
      const found = assessed(after(snapshot, desired, snapshot.collectedAt))
      const open = new Set(found.filter((f) => f.status !== 'pass').map((f) => f.fingerprint))
      expect(plan.closes.filter((c) => open.has(c.fingerprint))).toEqual([])
    }),
    { numRuns: 8 },
  )
  expect(things).toBeGreaterThan(20)
})
