import { describe, expect, test } from 'vitest'
import { between, exactly, type Range, sum } from '../../../src/model/range.ts'
import type { SnapshotTrail } from '../../../src/model/snapshot.ts'
import type { VolumeReading } from '../../../src/model/volume.ts'
import { denied, known } from '../../../src/reason/assess/given.ts'
import { bill, HERE, place, reads, trail, writes } from './given.ts'

const given = (perMonth: Range, over: Partial<VolumeReading> = {}): VolumeReading => ({
  ...HERE,
  class: 'management-read',
  counts: 'happening',
  volume: { perMonth, unit: 'event', source: 'given', uncertainty: '' },
  ...over,
})

const WRITES = known({
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'readOnly', Equals: ['false'] },
      ],
    },
  ],
})

describe('further copies of a number that was given, without a lake', () => {
  const paidBy = (trails: readonly SnapshotTrail[], reading = given(exactly(1_000_000))) =>
    sum(
      bill({ trails, readings: [reading] })
        .lines.filter((l) => l.item === 'management-copy' && l.volume.source === 'given')
        .map((l) => l.usd),
    )

  test('two trails surely record all of it: each event has one further copy, as of events of the lake', () => {
    expect(paidBy([trail('a'), trail('b')])).toEqual(exactly(20))
    expect(paidBy([trail('a'), trail('b'), trail('c')])).toEqual(exactly(40))
    expect(paidBy([trail('a'), trail('b')], given(between(500_000, 1_000_000)))).toEqual(
      between(10, 20),
    )
  })

  test('whichever is listed first', () => {
    const trails = [trail('a', { status: denied }), trail('b'), trail('c')]
    expect(paidBy(trails)).toMatchObject({ low: 20, high: 40 })
  })

  test('none is sure beside a trail that may not record it', () => {
    expect(paidBy([trail('a'), trail('b', { status: denied })])).toMatchObject({ low: 0, high: 20 })
    expect(paidBy([trail('a'), trail('b', { selectors: denied })])).toMatchObject({
      low: 0,
      high: 20,
    })
    expect(paidBy([trail('a'), trail('b', { selectors: WRITES })])).toEqual(exactly(0))
  })

  test('facts 3.8, 3.10: a trail that is not given all of it has no sure copy of all', () => {
    const global = { ...HERE, region: 'us-east-1' }
    const without = trail('b', { config: { includeGlobalServiceEvents: false } })
    const there = given(exactly(1_000_000), global)
    expect(paidBy([trail('a'), without], there)).toMatchObject({ low: 0, high: 20 })
    expect(paidBy([trail('a'), without])).toEqual(exactly(20))
    const { region: _, ...anywhere } = there
    expect(paidBy([trail('a'), without], anywhere)).toMatchObject({ low: 0, high: 20 })
    const notItsOwn = trail('b', { config: { recursiveLogging: false } })
    expect(paidBy([trail('a'), notItsOwn])).toMatchObject({ low: 0, high: 20 })
  })
})

describe('a number below what the log holds', () => {
  const lake = {
    trails: [trail('a'), trail('b')],
    places: [place('a', 0), place('b', 1)],
    tuples: [reads(3_046, 3), writes(500, 3)],
  }
  const contradicted = (reading: VolumeReading) =>
    bill({ ...lake, readings: [reading] }).notes.filter((n) => n.includes('the log holds'))

  test('is taken, and the bill says that the log contradicts it', () => {
    expect(contradicted(given(exactly(10)))).toEqual([
      `The number that was given for management-read in ${HERE.account} ${HERE.region}, 10 a month, is less than the 3,046 a month that the log holds: the bill takes the number that was given`,
    ])
  })

  test('is none where the log holds no more, nor of another class', () => {
    expect(contradicted(given(exactly(3_046)))).toEqual([])
    expect(contradicted(given(exactly(5_000_000)))).toEqual([])
    expect(contradicted(given(between(10, null)))).toEqual([])
    expect(contradicted(given(exactly(10), { class: 'data' }))).toEqual([])
  })
})
