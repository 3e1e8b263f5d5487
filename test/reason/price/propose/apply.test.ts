import { expect, test } from 'vitest'
import { isKnown } from '../../../../src/model/observed.ts'
import { emptySnapshot } from '../../../../src/model/snapshot/empty.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { AT, known } from '../../../../src/reason/assess/given.ts'
import { applyProposal } from '../../../../src/reason/price/propose/apply.ts'
import { readProposal } from '../../../../src/reason/price/propose/read.ts'
import { arnOf, trail } from '../given.ts'

const WRITES = { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }

const snapshot = (...names: readonly string[]): Snapshot => ({
  ...emptySnapshot(AT),
  trails: names.map((name) => trail(name)),
})
const read = (value: unknown) => readProposal(JSON.stringify(value), 'p.json')

test.each([['a'], [arnOf('a')]])(
  'selectors of %s replace those of the trail that is there',
  (name) => {
    const { snapshots, effects, touched } = applyProposal(read({ TrailName: name, ...WRITES }), [
      snapshot('a', 'b'),
    ])
    expect(effects).toMatchObject([{ kind: 'replaces', recorder: arnOf('a'), after: WRITES }])
    expect(effects[0]?.sentence).toBe(
      'Trail a is there: its 1 selector would be replaced by the 1 selector of the file',
    )
    expect([...touched]).toEqual([arnOf('a')])
    expect(snapshots[0]?.trails.map((t) => isKnown(t.selectors) && t.selectors.known)).toEqual([
      WRITES,
      snapshot('b').trails.map((t) => isKnown(t.selectors) && t.selectors.known)[0],
    ])
  },
)

test('a trail that is in no snapshot would be new, at the home of the others', () => {
  const { effects, snapshots } = applyProposal(read({ TrailName: 'new', ...WRITES }), [
    snapshot('a'),
  ])
  expect(effects).toMatchObject([{ kind: 'adds', recorder: arnOf('new'), before: null }])
  expect(snapshots[0]?.trails.map((t) => t.name)).toEqual(['a', 'new'])
})

test('a trail that is named as removed is gone, others stay', () => {
  const { effects, snapshots } = applyProposal(read({ Remove: ['b'] }), [snapshot('a', 'b')])
  expect(effects).toMatchObject([{ kind: 'removes', recorder: arnOf('b'), after: null }])
  expect(snapshots[0]?.trails.map((t) => t.name)).toEqual(['a'])
})

test('the same selectors, however spelled, keep the trail as it is', () => {
  const all = {
    AdvancedEventSelectors: [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    ],
  }
  const basic = { EventSelectors: [{ ReadWriteType: 'All' }] }
  const before = { ...snapshot(), trails: [trail('a', { selectors: known(all) })] }
  const { effects, touched } = applyProposal(read({ TrailName: 'a', ...basic }), [before])
  expect(effects.map((e) => e.kind)).toEqual(['keeps'])
  expect(touched.size).toBe(0)
})

test('bare selectors are those of the only trail, and of no trail where there are several', () => {
  const bare = read(WRITES.EventSelectors)
  expect(applyProposal(bare, [snapshot('a')]).effects).toMatchObject([{ recorder: arnOf('a') }])
  expect(() => applyProposal(bare, [snapshot('a', 'b')])).toThrow(/does not name its trail/)
})

test.each([
  ['a name that two trails have', { TrailName: 'a', ...WRITES }, ['a', 'a'], /may be any of/],
  ['a removed trail that is not there', { Remove: ['x'] }, ['a'], /x is to be removed/],
  [
    'one trail twice',
    [
      { TrailName: 'a', ...WRITES },
      { TrailARN: arnOf('a'), ...WRITES },
    ],
    ['a'],
    /proposed twice/,
  ],
])('%s is an error', (_, value, names, message) => {
  const trails = names.map((name, i) => {
    const one = trail(name)
    return i === 0 ? one : { ...one, arn: one.arn.replace('eu-west-1', 'us-east-1') }
  })
  expect(() => applyProposal(read(value), [{ ...snapshot(), trails }])).toThrow(message)
})

test('likely mistakes in what is proposed are told', () => {
  const broad = {
    TrailName: 'a',
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::logs'] },
        ],
      },
    ],
  }
  const { effects } = applyProposal(read(broad), [snapshot('a')])
  expect(effects[0]?.warnings.join()).toMatch(/every bucket whose name begins so/)
})
