import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from '../../../src/model/scope.ts'
import type { SnapshotTrail } from '../../../src/model/snapshot.ts'

import { candidatesIn, optimised } from '../../../src/reason/price/optimise/optimise.ts'
import type { Tuple } from '../../../src/reason/price/volumes/tuple.ts'
import { HERE, measuredOf, place } from '../../reason/price/given.ts'
import { inBox, type Point } from '../selectors/points.ts'
import { answers, eventOf, selectorsOf } from './delivered.ts'
import { type Drawn, event, goal, isRead, NAMES, resourcesOf, trails } from './worlds.ts'

interface Delivered {
  readonly drawn: Drawn
  readonly by: readonly number[]
  readonly count: number
}

const isOwn = ({ caller, name }: Drawn): boolean =>
  caller.invokedBy === 'cloudtrail.amazonaws.com' && name === 'PutObject'

const tupleOf = ({ drawn, by, count }: Delivered): Tuple => ({
  event: eventOf(drawn),
  ...HERE,
  class: drawn.kind === 'data' ? 'data' : isRead(drawn) ? 'management-read' : 'management-write',
  type: drawn.kind === 'data' ? 'AWS::S3::Object' : null,
  resource: drawn.kind === 'data' ? `arn:aws:s3:::${drawn.bucket}` : null,
  principal: drawn.caller.principal,
  invokedBy: drawn.caller.invokedBy ?? null,
  isRecursive: isOwn(drawn),
  seen: by.reduce((bits, t) => bits | (1 << t), 0),
  again: 0,
  count,
  bytes: 0,
})

const deliveredBy = (
  drawnTrails: readonly SnapshotTrail[],
  drawn: readonly Drawn[],
  doubt: readonly boolean[],
): readonly Delivered[] =>
  drawn.flatMap((one, i) => {
    const by = drawnTrails.flatMap((trail, t) => {
      const answer = answers(selectorsOf(trail), one)
      return answer === 'yes' || (answer === 'unknown' && doubt[(i + t) % 12] === true) ? [t] : []
    })
    return by.length === 0 ? [] : [{ drawn: one, by, count: 1_000 * (i + 1) }]
  })

/** An event as the algebra sees it: by each of its resources. */
const pointsOf = (drawn: Drawn): readonly Point[] => {
  const { eventCategory, eventSource, eventName, readOnly, eventType } = eventOf(drawn)
  const common = { ...HERE, eventCategory, eventSource, eventName, eventType }
  const rest = { ...common, readOnly: String(readOnly), 'userIdentity.arn': drawn.caller.arn }
  const resources = resourcesOf(drawn) ?? []
  return resources.length === 0
    ? [rest]
    : resources.map((r) => ({
        ...rest,
        'resources.type': r.type,
        'resources.ARN': 'arn' in r ? r.arn : undefined,
      }))
}

const isIn = (boxes: readonly Box[], drawn: Drawn): boolean =>
  pointsOf(drawn).some((point) => boxes.some((box) => inBox(box, point)))

test('every event that an optimisation loses lies in the loss that it proves, and no event comes back', () => {
  let lost = 0
  const kinds = new Set<string>()
  fc.assert(
    fc.property(
      trails,
      fc.array(event, { minLength: 10, maxLength: 60 }),
      goal,
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      (drawnTrails, drawn, g, doubt) => {
        const delivered = deliveredBy(drawnTrails, drawn, doubt)
        const measured = measuredOf({
          trails: drawnTrails,
          places: NAMES.slice(0, drawnTrails.length).map((name, n) => place(name, n)),
          tuples: delivered.map(tupleOf),
        })
        const result = optimised(measured, candidatesIn(measured, 0.01), g)
        const scopes = result.exclusions.flatMap((x) => x.loss.scope)
        const isWhole = result.exclusions.every((x) => x.loss.more === 0)
        for (const { kind } of result.exclusions) kinds.add(kind)
        const after = drawnTrails.map((trail) => {
          const made = result.trails.find((t) => t.trail === trail.arn)
          return {
            selectors: made?.after ?? selectorsOf(trail),
            quiet: made?.recursiveLogging === false,
          }
        })
        for (const { drawn: one, by } of delivered) {
          const answer = after.map(({ selectors, quiet }) =>
            quiet && isOwn(one) ? 'no' : answers(selectors, one),
          )
          drawnTrails.forEach((trail, t) => {
            if (answers(selectorsOf(trail), one) === 'no')
              expect(answer[t], `comes back: ${JSON.stringify(one)}`).toBe('no')
          })
          const wasSure = by.some(
            (t) => answers(selectorsOf(drawnTrails[t] as SnapshotTrail), one) === 'yes',
          )
          if (!wasSure || answer.includes('yes') || isOwn(one) || !isWhole) continue
          lost++
          expect(isIn(scopes, one), `not in the loss: ${JSON.stringify(one)}`).toBe(true)
        }
      },
    ),
    { numRuns: 80 },
  )
  expect(lost).toBeGreaterThan(30)
  expect(kinds.size).toBeGreaterThan(4)
})

test('an optimised trail has nothing more to leave out of the same kind', () => {
  fc.assert(
    fc.property(trails, fc.array(event, { minLength: 10, maxLength: 40 }), goal, (t, drawn, g) => {
      const delivered = deliveredBy(t, drawn, [])
      const measured = measuredOf({
        trails: t,
        places: NAMES.slice(0, t.length).map((name, n) => place(name, n)),
        tuples: delivered.map(tupleOf),
      })
      const candidates = candidatesIn(measured, 0.01)
      const once = optimised(measured, candidates, g)
      const twice = optimised(measured, [...candidates, ...candidates], g)
      expect(twice.saving.low).toBeCloseTo(once.saving.low, 6)
      expect(twice.exclusions.length).toBe(once.exclusions.length)
    }),
    { numRuns: 25 },
  )
})
