import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Selectors } from '../../../src/model/selector.ts'
import {
  ACCOUNT,
  AT,
  denied,
  known,
  REGION,
  snapshotOf,
  trailOf,
} from '../../../src/reason/assess/given.ts'
import { judge, judgeBelow } from '../../../src/reason/assess/recording/judge.ts'
import { overlapOf } from '../../../src/reason/assess/recording/overlap.ts'
import { NO_LIMITS } from '../../../src/reason/assess/recording/recorder.ts'
import {
  kmsEvents,
  managementReads,
  managementWrites,
  readsOfObjects,
  writesOfObjects,
} from '../../../src/reason/assess/recording/scopes.ts'
import { worldOf } from '../../../src/reason/assess/run.ts'

const PLACE = { account: ACCOUNT, region: REGION }
const arns = ['b/', 'b/in/', 'b', 'B/', 'bb/', 'other/', 'b/in/deep.txt'].map(
  (n) => `arn:aws:s3:::${n}`,
)
const values = fc.uniqueArray(fc.constantFrom(...arns), { minLength: 1, maxLength: 3 })

const arnField = fc
  .record(
    {
      StartsWith: values,
      Equals: values,
      NotStartsWith: values,
      NotEquals: values,
      NotEndsWith: values,
    },
    { requiredKeys: [] },
  )
  .filter((operators) => Object.keys(operators).length > 0)
  .map((operators) => ({ Field: 'resources.ARN', ...operators }))

const nameField = fc
  .subarray(['GetObject', 'PutObject', 'CopyObject', 'DeleteObject'], { minLength: 1 })
  .chain((names) =>
    fc.constantFrom(
      { Field: 'eventName', Equals: names },
      { Field: 'eventName', NotEquals: names },
    ),
  )

const advanced = fc
  .record({
    arn: fc.option(arnField),
    name: fc.option(nameField),
    readOnly: fc.option(fc.boolean()),
  })
  .map(({ arn, name, readOnly }) => ({
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ...[arn, name].filter((f) => f !== null),
      ...(readOnly === null ? [] : [{ Field: 'readOnly', Equals: [`${readOnly}`] }]),
    ],
  }))

const basic = fc
  .record({
    type: fc.constantFrom('All' as const, 'ReadOnly' as const, 'WriteOnly' as const),
    values: fc.uniqueArray(fc.constantFrom(...arns, 'arn:aws:s3', 'arn:aws:s3:::'), {
      maxLength: 3,
    }),
  })
  .map(({ type, values: Values }) => ({
    ReadWriteType: type,
    IncludeManagementEvents: true,
    DataResources: [{ Type: 'AWS::S3::Object', Values }],
  }))

const selectors: fc.Arbitrary<Selectors> = fc.oneof(
  fc
    .array(advanced, { minLength: 1, maxLength: 2 })
    .map((AdvancedEventSelectors) => ({ AdvancedEventSelectors })),
  fc.array(basic, { minLength: 1, maxLength: 2 }).map((EventSelectors) => ({ EventSelectors })),
)

const trail = fc
  .record({ selectors, state: fc.constantFrom('on', 'on', 'off', 'unread') })
  .map(({ selectors: own, state }) => ({
    selectors: known(own),
    status: state === 'unread' ? denied : { isLogging: state === 'on' },
  }))

const worldWith = (trails: readonly Parameters<typeof trailOf>[0][]) =>
  worldOf(snapshotOf({ trails: trails.map((t, i) => trailOf({ ...t, name: `t${i}` })) }), AT)

describe('the judgement of a place', () => {
  it('of one bucket is the same whether or not it shares the judgement of others', () => {
    fc.assert(
      fc.property(fc.array(trail, { maxLength: 3 }), (trails) => {
        const world = worldWith(trails)
        for (const events of [readsOfObjects, writesOfObjects]) {
          const prefix = 'arn:aws:s3:::b/'
          const alone = judge(world, PLACE, events.below(prefix)).status
          expect(judgeBelow(world, PLACE, events, prefix).status).toBe(alone)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('gets no worse by one more trail, and no better by one that is off', () => {
    const rank = { missed: 0, unknown: 1, covered: 2 }
    const scopes = [managementReads, managementWrites, kmsEvents.reads, readsOfObjects.whole]
    fc.assert(
      fc.property(fc.array(trail, { maxLength: 2 }), trail, (trails, more) => {
        const [before, after] = [worldWith(trails), worldWith([...trails, more])]
        const off = worldWith([...trails, { ...more, status: { isLogging: false } }])
        for (const scope of scopes) {
          const status = judge(before, PLACE, scope).status
          expect(rank[judge(after, PLACE, scope).status]).toBeGreaterThanOrEqual(rank[status])
          expect(judge(off, PLACE, scope).status).toBe(status)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is never covered by trails whose selectors or status are unread', () => {
    fc.assert(
      fc.property(fc.array(trail, { maxLength: 3 }), (trails) => {
        const world = worldWith(trails.map((t) => ({ ...t, status: denied })))
        for (const scope of [managementReads, readsOfObjects.whole])
          expect(judge(world, PLACE, scope).status).not.toBe('covered')
      }),
      { numRuns: 300 },
    )
  })
})

describe('the overlap of two recorders', () => {
  const of = (own: Selectors) => ({ selectors: own, limits: NO_LIMITS })

  it('is the same whichever comes first, and what one adds is missed by the other', () => {
    const world = worldOf(snapshotOf(), AT)
    fc.assert(
      fc.property(selectors, selectors, (a, b) => {
        const [there, back] = [overlapOf(world, of(a), of(b)), overlapOf(world, of(b), of(a))]
        expect(there.both.length === 0).toBe(back.both.length === 0)
        expect(there.onlyFirst.length === 0).toBe(back.onlySecond.length === 0)
        const self = overlapOf(world, of(a), of(a))
        expect([self.onlyFirst, self.onlySecond]).toEqual([[], []])
      }),
      { numRuns: 500 },
    )
  })
})
