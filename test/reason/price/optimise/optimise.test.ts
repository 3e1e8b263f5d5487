import { expect, test } from 'vitest'
import { type Goal, goalSchema } from '../../../../src/model/goal.ts'
import type { Selectors } from '../../../../src/model/selector.ts'
import { ACCOUNT, known } from '../../../../src/reason/assess/given.ts'
import type { Measured } from '../../../../src/reason/price/bill/measured.ts'
import { defaultGoal, readGoal, withDefaults } from '../../../../src/reason/price/optimise/goal.ts'
import { candidatesIn, optimised } from '../../../../src/reason/price/optimise/optimise.ts'
import type { Tuple } from '../../../../src/reason/price/volumes/tuple.ts'
import { arnOf, measuredOf, objectReads, place, reads, trail, writes } from '../given.ts'

const ALL: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ],
    },
  ],
}
const MANAGEMENT: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  ],
}

const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/batch/run`
const ROLE = `arn:aws:iam::${ACCOUNT}:role/jobs/batch`

const byRole = (count: number, bucket: string): Tuple => {
  const one = objectReads(count, 1, bucket, { principal: ROLE })
  return { ...one, event: { ...one.event, userIdentityArn: SESSION } }
}
const byAnybody = (count: number, bucket: string): Tuple =>
  objectReads(count, 1, bucket, { principal: 'anonymous' })
const kms = (count: number, seen: number): Tuple => {
  const one = reads(count, seen)
  return { ...one, event: { ...one.event, eventSource: 'kms.amazonaws.com', eventName: 'Decrypt' } }
}

/** By rules of noise alone: whatever else is lost is given up. */
const run = (measured: Measured, goal: Goal = defaultGoal(measured.snapshots)) =>
  optimised(measured, candidatesIn(measured, 0.01), { ...goal, release: 'all' })

test('reads of a public site are left out, writes to it and reads of others stay', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [byAnybody(9_000_000, 'site'), objectReads(1_000_000, 1, 'payroll'), writes(1_000, 1)],
  })
  const { exclusions, trails, saving, before, after } = run(measured)
  expect(exclusions).toMatchObject([
    { kind: 'public-reads', trail: arnOf('a'), evidence: { share: 0.9 } },
  ])
  expect(exclusions[0]?.evidence.who).toEqual([{ principal: 'anonymous', share: 1 }])
  expect(saving.likely).toBeCloseTo(9)
  expect(before.total.low - after.total.low).toBeCloseTo(9)
  expect(exclusions[0]?.loss.scope.length).toBeGreaterThan(0)
  expect(trails[0]?.values).toBeLessThan(500)
  expect(exclusions[0]?.loss.events.likely).toBe(9_000_000)
})

test('a batch role is left out on its bucket alone', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [byRole(8_000_000, 'input'), objectReads(2_000_000, 1, 'payroll')],
  })
  const { exclusions, saving } = run(measured)
  expect(exclusions.map((e) => e.kind)).toEqual(['batch-role'])
  expect(exclusions[0]?.excluded.fields['userIdentity.arn']).toEqual({
    StartsWith: [`arn:aws:sts::${ACCOUNT}:assumed-role/batch/`],
  })
  expect(saving.likely).toBeCloseTo(8)
})

test('a reduction whose loss touches the goal is refused, with the part of the goal', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [byRole(8_000_000, 'input')],
  })
  const goal = goalSchema.parse({ services: ['s3'] })
  const { exclusions, refused, trails } = run(measured, goal)
  expect(exclusions).toEqual([])
  expect(trails).toEqual([])
  expect(refused).toMatchObject([{ kind: 'batch-role', reason: 'goal' }])
  expect(refused[0]?.sentence).toMatch(/service s3/)
})

test('what the goal names stays beside the noise, by a selector of its own', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [byAnybody(9_000_000, 'site')],
  })
  const resources = ['arn:aws:s3:::site/private/']
  const { exclusions, trails } = run(measured, goalSchema.parse({ resources }))
  expect(exclusions.map((e) => e.kind)).toEqual(['public-reads'])
  expect(JSON.stringify(trails[0]?.after)).toContain('arn:aws:s3:::site/private/')
})

test('whether a caller without ARN is one of the goal is not documented: nothing is claimed', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [byAnybody(9_000_000, 'site')],
  })
  const { exclusions, refused, saving } = run(measured, goalSchema.parse({ principals: ['root'] }))
  expect(exclusions).toEqual([])
  expect(saving.likely).toBe(0)
  expect(refused).toMatchObject([{ kind: 'public-reads', reason: 'goal' }])
})

test('K5 reads of KMS are left out of the paid copy, and not of the free one', () => {
  const measured = measuredOf({
    trails: [
      trail('a', { selectors: known(MANAGEMENT) }),
      trail('b', { selectors: known(MANAGEMENT) }),
    ],
    places: [place('a', 0), place('b', 1)],
    tuples: [kms(5_000_000, 3), reads(1_000_000, 3), writes(1_000_000, 3), writes(1_000, 1)],
  })
  const { exclusions, refused, saving, notes } = run(measured)
  expect(exclusions).toMatchObject([
    { kind: 'kms-reads', trail: arnOf('b'), loss: { scope: [], keptBy: [arnOf('a')] } },
  ])
  expect(refused).toMatchObject([{ kind: 'kms-reads', trail: arnOf('a'), reason: 'last-copy' }])
  expect(saving.likely).toBeCloseTo(100)
  expect(notes.join()).toMatch(/\$140\.00 a month instead; the two do not add up/)
})

test('K5 reads of KMS stay where the trail has the only copy', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(MANAGEMENT) })],
    places: [place('a', 0)],
    tuples: [kms(5_000_000, 1), writes(1_000, 1)],
  })
  const { exclusions, refused } = run(measured)
  expect(exclusions).toEqual([])
  expect(refused).toMatchObject([{ reason: 'last-copy' }])
})

test('log files that CloudTrail delivers are left out by its own setting, the log bucket stays', () => {
  const one = objectReads(1_000_000, 1, 'a-logs', {
    principal: 'cloudtrail.amazonaws.com',
    invokedBy: 'cloudtrail.amazonaws.com',
    isRecursive: true,
  })
  const put: Tuple = { ...one, event: { ...one.event, eventName: 'PutObject', readOnly: false } }
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [put, objectReads(1_000_000, 1, 'payroll')],
  })
  const { exclusions, trails, saving } = run(measured)
  expect(exclusions.map((e) => e.kind)).toEqual(['own-delivery'])
  expect(trails).toMatchObject([{ recursiveLogging: false, before: ALL, after: ALL }])
  expect(saving.likely).toBeCloseTo(1)
})

test('calls that services make with the credentials of others cannot be told apart', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [
      objectReads(5_000_000, 1, 'lake', { invokedBy: 'athena.amazonaws.com', principal: ROLE }),
    ],
  })
  expect(run(measured).refused.map((r) => r.reason)).toContain('not-expressible')
})

const site = () =>
  measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [byAnybody(9_000_000, 'site'), objectReads(1_000_000, 1, 'payroll')],
  })
const guarded = (goal: object, rules: Parameters<typeof optimised>[3] = {}) => {
  const measured = site()
  return optimised(measured, candidatesIn(measured, 0.01), goalSchema.parse(goal), rules)
}

test('what can be answered today stays answerable unless the goal releases it', () => {
  const { exclusions, refused } = guarded({})
  expect(exclusions).toEqual([])
  expect(refused).toMatchObject([{ kind: 'public-reads', reason: 'answers' }])
  expect(refused[0]?.sentence).toContain('arn:aws:s3:::site')
  expect(refused[0]?.saving?.low).toBeCloseTo(9)
})

test.each([
  ['buckets', { buckets: ['site'] }],
  ['resources', { resources: ['arn:aws:s3:::si'] }],
  ['questions', { questions: ['resource-history'] }],
])('a goal releases by %s', (_, release) => {
  expect(guarded({ release }).exclusions.map((e) => e.kind)).toEqual(['public-reads'])
})

test('a goal that releases another bucket releases nothing of this one', () => {
  const { exclusions } = guarded({ release: { buckets: ['site2', 'sit'] } })
  expect(exclusions).toEqual([])
})

test('a check that would fail keeps the noise, unless the goal releases it', () => {
  const worsened = () => [
    { check: 's3-reads-unrecorded', resource: 'arn:aws:s3:::payroll', reason: 'Not recorded' },
  ]
  const release = { buckets: ['site'] }
  expect(guarded({ release }, { worsened }).refused).toMatchObject([
    { reason: 'answers', sentence: expect.stringContaining('s3-reads-unrecorded') },
  ])
  const checks = ['s3-reads-unrecorded']
  expect(guarded({ release: { ...release, checks } }, { worsened }).exclusions).toHaveLength(1)
})

test('what saves less than is worth it stays where something is lost', () => {
  const release = { buckets: ['site'] }
  expect(guarded({ release }, { leastSaving: 9.5 }).refused).toMatchObject([{ reason: 'small' }])
  expect(guarded({ release }, { leastSaving: 8.5 }).exclusions).toHaveLength(1)
})

test('of two copies of the same noise one stays: the other was left out because of it', () => {
  const both = (events: number): Tuple => ({ ...byRole(events, 'input'), seen: 3 })
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) }), trail('b', { selectors: known(ALL) })],
    places: [place('a', 0), place('b', 1)],
    tuples: [both(8_000_000)],
  })
  const { exclusions, refused } = run(measured)
  expect(exclusions).toMatchObject([{ kind: 'batch-role', loss: { scope: [] } }])
  expect(refused).toMatchObject([{ kind: 'batch-role', reason: 'last-copy' }])
})

test('buckets that selectors name are kept by default, beside those of log files', () => {
  const named: Selectors = {
    EventSelectors: [
      {
        ReadWriteType: 'All',
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::payroll/'] }],
      },
    ],
  }
  const { snapshots } = measuredOf({ trails: [trail('a', { selectors: known(named) })] })
  expect(defaultGoal(snapshots, ['exports']).buckets).toEqual(['a-logs', 'exports', 'payroll'])
})

test('a goal adds to the default, and takes from it what it releases', () => {
  const defaults = goalSchema.parse({ buckets: ['logs', 'payroll'] })
  const goal = goalSchema.parse({ buckets: ['site'], release: { buckets: ['payroll'] } })
  expect(withDefaults(goal, defaults).buckets).toEqual(['site', 'logs'])
})

test.each([
  [{ bukets: ['a'] }, 'there is no bukets; known: schema, buckets, services'],
  [null, 'it must hold keys such as buckets and services'],
  [{ data: 'reads' }, 'data: must be one of all, read, write, none'],
  [{ buckets: [{ name: 'a', access: 'reads' }] }, 'buckets.0.access: must be one of all, read'],
  [{ release: { bucket: ['a'] } }, 'release: there is no bucket; known: buckets, resources'],
])('a goal that is none says what is wrong: %j', (value, message) => {
  expect(() => readGoal(value, 'goal.yaml')).toThrow(message)
})

test('what one exclusion loses is not said again of the next, in any spelling', () => {
  const of = (bucket: string) => ({
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'resources.ARN', StartsWith: [`arn:aws:s3:::${bucket}/`] },
    ],
  })
  const measured = measuredOf({
    trails: [
      trail('a', { selectors: known({ AdvancedEventSelectors: [of('input'), of('output')] }) }),
    ],
    places: [place('a', 0)],
    tuples: [byRole(8_000_000, 'input'), byRole(4_000_000, 'output')],
  })
  const { exclusions } = run(measured, goalSchema.parse({}))
  expect(exclusions).toHaveLength(2)
  const [first, second] = exclusions.map((e) => JSON.stringify(e.loss.scope))
  expect(first).toContain(':::input/')
  expect(second).toContain(':::output/')
  expect(second).not.toContain(':::input/')
})

test('a search is followed piece by piece; what is tried again counts again', () => {
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(ALL) })],
    places: [place('a', 0)],
    tuples: [byAnybody(9_000_000, 'site'), byRole(5_000_000, 'scratch'), writes(1_000, 1)],
  })
  const seen: (readonly [number, number])[] = []
  const candidates = candidatesIn(measured, 0.01)
  optimised(
    measured,
    candidates,
    { ...defaultGoal(measured.snapshots), release: 'all' },
    { onTried: (tried, of) => seen.push([tried, of]) },
  )
  expect(seen.slice(0, candidates.length)).toEqual(
    candidates.map((_, i) => [i + 1, candidates.length]),
  )
  expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1])
})
