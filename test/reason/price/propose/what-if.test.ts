import { expect, test } from 'vitest'
import type { Need } from '../../../../src/model/proposal.ts'
import { between, sum } from '../../../../src/model/range.ts'
import { ACCOUNT, known } from '../../../../src/reason/assess/given.ts'
import type { Measured } from '../../../../src/reason/price/bill/measured.ts'
import { applyProposal } from '../../../../src/reason/price/propose/apply.ts'
import { readProposal } from '../../../../src/reason/price/propose/read.ts'
import { compared } from '../../../../src/reason/price/propose/what-if.ts'
import { arnOf, HERE, measuredOf, objectReads, place, reads, trail, writes } from '../given.ts'

const MANAGEMENT = { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }
const objectsOf = (...prefixes: readonly string[]) => ({
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'resources.ARN', StartsWith: prefixes.map((p) => `arn:aws:s3:::${p}`) },
  ],
})

const OBJECTS = { FieldSelectors: objectsOf().FieldSelectors.slice(0, 2) }

const measured = measuredOf({
  trails: [
    trail('a'),
    trail('b', {
      selectors: known({
        AdvancedEventSelectors: [
          MANAGEMENT,
          { FieldSelectors: objectsOf('payroll/', 'site/').FieldSelectors.map((f) => ({ ...f })) },
        ],
      }),
    }),
  ],
  places: [place('a', 0), place('b', 1)],
  tuples: [
    reads(4_000_000, 3),
    writes(1_000_000, 3),
    objectReads(2_000_000, 2, 'payroll'),
    objectReads(6_000_000, 2, 'site', { principal: 'anonymous' }),
  ],
})

const readsOf = (bucket: string): Need => ({
  kind: 'question',
  id: 'who-read-objects',
  part: bucket,
  sentence: `Who read the objects of bucket ${bucket}?`,
  scope: {
    boxes: [
      {
        fields: {
          eventCategory: { Equals: ['Data'] },
          eventSource: { Equals: ['s3.amazonaws.com'] },
          eventName: { Equals: ['GetObject'] },
          'resources.type': { Equals: ['AWS::S3::Object'] },
          'resources.ARN': { StartsWith: [`arn:aws:s3:::${bucket}/`] },
        },
      },
    ],
  },
})

const run = (value: unknown, needs: readonly Need[] = []) => {
  const proposal = readProposal(JSON.stringify(value), 'p.json')
  return compared(proposal, applyProposal(proposal, measured.snapshots), measured, needs)
}

test('nothing changes where the proposal is what is in force', () => {
  const { saving, before, after, lost, needs } = run(
    { TrailName: 'b', AdvancedEventSelectors: [MANAGEMENT, objectsOf('payroll/', 'site/')] },
    [readsOf('site')],
  )
  expect(saving).toEqual({ low: 0, high: 0, likely: 0 })
  expect(after.lines).toEqual(before.lines)
  expect(lost.events.high).toBe(0)
  expect(needs).toEqual([])
})

test('what is dropped is lost and saved, and the question that needed it is named', () => {
  const { saving, lost, needs, recorded } = run(
    { TrailName: 'b', AdvancedEventSelectors: [MANAGEMENT, objectsOf('payroll/')] },
    [readsOf('site'), readsOf('payroll')],
  )
  expect(saving.likely).toBeCloseTo(6)
  expect(saving.low).toBeCloseTo(6)
  expect(lost.groups).toMatchObject([
    { resource: 'arn:aws:s3:::site', principal: 'anonymous', eventName: 'GetObject', lost: 'yes' },
  ])
  expect(lost.events).toEqual({ low: 6_000_000, high: 6_000_000, likely: 6_000_000 })
  expect(JSON.stringify(lost.scope)).toContain('arn:aws:s3:::site/')
  expect(needs).toMatchObject([
    { need: { part: 'site' }, before: 'answerable', after: 'blind', change: 'becomes-blind' },
  ])
  expect(recorded.find((r) => r.trail === arnOf('b') && r.class === 'data')).toMatchObject({
    before: { likely: 8_000_000 },
    after: { likely: 2_000_000 },
  })
})

test('without the second copy its events stay with the first: money is saved and nothing is lost', () => {
  const { saving, lost } = run({
    TrailName: 'b',
    AdvancedEventSelectors: [objectsOf('payroll/', 'site/')],
  })
  expect(saving.likely).toBeCloseTo(100)
  expect(lost.events.high).toBe(0)
  expect(lost.scope).toEqual([])
})

test('a new trail of one region answers the question there and not elsewhere', () => {
  const { needs, notes } = run(
    { TrailName: 'new', AdvancedEventSelectors: [objectsOf('other/')] },
    [readsOf('other')],
  )
  expect(needs).toMatchObject([{ before: 'blind', after: 'blind', change: 'wider' }])
  expect(notes.join()).toMatch(/what nothing recorded yet costs more/)
})

test('a removed trail loses what it alone recorded', () => {
  const { lost, saving } = run({ Remove: ['b'] })
  expect(lost.events.likely).toBe(8_000_000)
  expect(saving.likely === null || saving.likely >= 108).toBe(true)
  expect(lost.groups.every((g) => g.account === ACCOUNT)).toBe(true)
})

test('events that only access logs counted are recorded afterwards, with those that nobody counted on top', () => {
  const beside: Measured = {
    ...measured,
    readings: [
      {
        ...HERE,
        class: 'data',
        type: 'AWS::S3::Object',
        resource: 'arn:aws:s3:::other',
        access: 'read',
        counts: 'happening',
        volume: {
          perMonth: between(3_780, null, 3_780),
          unit: 'event',
          source: 'access-logs',
          uncertainty: '',
        },
      },
    ],
  }
  const proposal = readProposal(
    JSON.stringify({ TrailName: 'a', AdvancedEventSelectors: [MANAGEMENT, OBJECTS] }),
    'p.json',
  )
  const { recorded, after } = compared(
    proposal,
    applyProposal(proposal, beside.snapshots),
    beside,
    [],
  )
  const count = recorded.find((r) => r.trail === arnOf('a') && r.class === 'data')
  expect(count).toMatchObject({
    before: { low: 0, high: 0 },
    after: { low: 8_003_780, high: null },
    isAtLeast: true,
  })
  const billed = after.lines.filter((l) => l.trail === arnOf('a') && l.class === 'data')
  expect(sum(billed.map((l) => l.volume.perMonth)).low).toBe(count?.after.low)
})
