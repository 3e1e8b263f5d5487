import { describe, expect, test } from 'vitest'
import type { Bill } from '../../../src/model/bill.ts'
import type { PriceItem } from '../../../src/model/prices.ts'
import { sum } from '../../../src/model/range.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { ACCOUNT, denied, known, MANAGEMENT } from '../../../src/reason/assess/given.ts'
import { givenOrganization } from '../../../src/reason/assess/given-buckets.ts'
import { arnOf, bill, objectReads, place, reads, trail, writes } from './given.ts'

const usd = ({ lines }: Bill, item: PriceItem) =>
  sum(lines.filter((line) => line.item === item).map((line) => line.usd))

/** Without the lines of what was not read. */
const counted = (found: Bill): Bill => ({
  ...found,
  lines: found.lines.filter((l) => l.volume.perMonth.high !== null),
})

const of = ({ copies }: Bill, name: string) => copies.find((c) => c.trail === arnOf(name))

const near = (low: number, high = low, likely = low) => ({
  low: expect.closeTo(low, 6),
  high: expect.closeTo(high, 6),
  likely: expect.closeTo(likely, 6),
})

const advanced = (...fields: readonly [string, ...string[]][]): Selectors => ({
  AdvancedEventSelectors: [
    { FieldSelectors: fields.map(([Field, ...Equals]) => ({ Field, Equals })) },
  ],
})
const WRITES = advanced(['eventCategory', 'Management'], ['readOnly', 'false'])
const READS = advanced(['eventCategory', 'Management'], ['readOnly', 'true'])

const both = { trails: [trail('a'), trail('b')], places: [place('a', 0), place('b', 1)] }
const [A, B, A_AND_B] = [1, 2, 3]

describe('paid copies of management events', () => {
  test('one trail: the first copy is free, however many events', () => {
    const found = bill({
      trails: [trail('a')],
      places: [place('a', 0)],
      tuples: [reads(10_000_000, A), writes(1_000_000, A)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(0))
    expect(usd(found, 'management-first-copy')).toEqual(near(0))
    expect(of(found, 'a')).toMatchObject({ isFree: true, alone: near(11_000_000), saving: near(0) })
  })

  test('K4 two trails that record all: 5 million events cost $100, not $2 for the trail', () => {
    const found = bill({ ...both, tuples: [reads(4_000_000, A_AND_B), writes(1_000_000, A_AND_B)] })
    expect(usd(found, 'management-copy')).toEqual(near(100))
    expect(of(found, 'a')).toMatchObject({ isFree: true, saving: near(100), alone: near(0) })
    expect(of(found, 'b')).toMatchObject({ isFree: false, saving: near(100), alone: near(0) })
    const paid = found.lines.filter((line) => line.paidCopy === 'paid')
    expect(new Set(paid.map((line) => line.trail))).toEqual(new Set([arnOf('b')]))
  })

  test('a second trail of writes alone costs its writes; the first is the one that records most', () => {
    const found = bill({
      trails: [trail('a', { selectors: known(WRITES) }), trail('b')],
      places: both.places,
      tuples: [reads(5_000_000, B), writes(1_000_000, A_AND_B)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(20))
    expect(of(found, 'b')).toMatchObject({ isFree: true, alone: near(5_000_000) })
    expect(of(found, 'a')).toMatchObject({ isFree: false, alone: near(0), saving: near(20) })
  })

  test('[U] disjoint trails, reads and writes: nothing is paid unless AWS counts by trail', () => {
    const found = bill({
      trails: [trail('a', { selectors: known(READS) }), trail('b', { selectors: known(WRITES) })],
      places: both.places,
      tuples: [reads(5_000_000, A), writes(1_000_000, B)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(0, 20, 0))
  })

  test('LZA#449 two selectors in one trail that select the same events are one copy', () => {
    const twice: Selectors = {
      AdvancedEventSelectors: [
        ...(WRITES.AdvancedEventSelectors ?? []),
        ...(advanced(['eventCategory', 'Management']).AdvancedEventSelectors ?? []),
      ],
    }
    const found = bill({
      trails: [trail('a', { selectors: known(twice) })],
      tuples: [writes(3_000_000, 0)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(0))
    expect(of(found, 'a')?.recorded).toEqual(near(3_000_000))
  })

  test('K5 three copies: two are paid, and the savings of removing one each do not add up', () => {
    const found = bill({
      trails: [...both.trails, trail('c')],
      places: [...both.places, place('c', 2)],
      tuples: [writes(1_000_000, 7)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(40))
    for (const name of ['a', 'b', 'c']) expect(of(found, name)?.saving).toEqual(near(20))
  })

  test('K1 the copies of another account or region are no further copies', () => {
    const elsewhere = { account: '222222222222', region: 'us-east-1' }
    const other = trail('b', { account: elsewhere.account, region: elsewhere.region })
    const found = bill({
      trails: [trail('a'), other],
      places: [place('a', 0), place('b', 0, elsewhere)],
      tuples: [writes(1_000_000, A), writes(1_000_000, A, elsewhere)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(0))
  })

  test('a copy that was not ingested is counted as it is configured', () => {
    const found = bill({
      trails: both.trails,
      places: [place('a', 0)],
      tuples: [writes(1_000_000, A)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(20))
    const line = found.lines.find((l) => l.item === 'management-copy')
    expect(line?.volume).toMatchObject({ source: 'configuration' })
    expect(line?.volume.uncertainty).toContain('not ingested')
  })

  test('whether a trail that could not be read is on is not known: from nothing to a whole copy', () => {
    const found = bill({
      trails: [trail('a'), trail('b', { status: denied })],
      places: [place('a', 0)],
      tuples: [writes(1_000_000, A)],
    })
    const cost = usd(found, 'management-copy')
    expect(cost).toEqual({ low: 0, high: expect.closeTo(20, 6), likely: null })
  })

  test('a stopped trail costs nothing more', () => {
    const found = bill({
      trails: [trail('a'), trail('b', { status: { isLogging: false } })],
      places: [place('a', 0)],
      tuples: [writes(1_000_000, A)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(0))
  })

  test('files that were not all read: what is missing may have been delivered all the same', () => {
    const found = bill({ ...both, tuples: [writes(1_000_000, A)], complete: false })
    expect(usd(counted(found), 'management-copy')).toEqual(near(0, 20, 0))
    // what unread files hold beyond what was counted nobody knows
    expect(usd(found, 'management-copy').high).toBeNull()
  })

  test('R18 two trails write to one prefix: a second file with the event is no proof of a paid copy', () => {
    const shared = { config: { s3Bucket: 'shared-logs' } }
    const found = bill({
      trails: [trail('a', shared), trail('b', shared)],
      places: [place('shared', 0)],
      tuples: [writes(1_000_000, A, { again: 1 }), writes(500_000, A)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(0, 20, 0))
    expect(found.copies.map((c) => c.trail)).toEqual(['s3://shared-logs'])
    expect(found.copies[0]?.uncertainty).toContain('2 trails write to s3://shared-logs')
  })

  test('R18 a trail that moved in the time measured has two places, and no second copy of its own', () => {
    const moved = trail('a', { config: { s3Bucket: 'old-logs' } })
    const found = bill({
      trails: [{ ...moved, readAt: moved.readAt - 1 }, trail('a')],
      places: [place('a', 0), place('old', 1)],
      tuples: [writes(400_000, A), writes(600_000, B)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(0))
    expect(of(found, 'a')?.recorded).toEqual(near(1_000_000))
  })

  test('a place that no known trail writes to is a copy by someone', () => {
    const found = bill({
      trails: [trail('a')],
      places: [place('a', 0), place('vendor', 1)],
      tuples: [writes(1_000_000, A_AND_B)],
    })
    expect(usd(found, 'management-copy')).toEqual(near(20))
    expect(found.copies.map((c) => c.trail)).toEqual([arnOf('a'), 's3://vendor-logs'])
  })

  const unread = { ...trail('b'), config: denied }

  test('a trail whose settings were denied may deliver elsewhere: its copies cost nothing to all, not $0', () => {
    const found = bill({
      trails: [trail('a'), unread],
      places: [place('a', 0)],
      tuples: [reads(1_000_000, A)],
    })
    const cost = usd(found, 'management-copy')
    expect(cost).toMatchObject({ low: 0, high: expect.closeTo(20, 6) })
  })

  test('R18 a place that no known trail writes to is not, by elimination, that of a trail that was not read', () => {
    const found = bill({
      trails: [trail('a'), unread],
      places: [place('a', 0), place('zz', 1)],
      tuples: [reads(1_000_000, A_AND_B)],
    })
    expect(found.lines.filter((l) => l.trail === arnOf('b') && l.usd.low === l.usd.high)).toEqual(
      [],
    )
    expect(usd(found, 'management-copy').high).toBeGreaterThanOrEqual(20)
  })

  test('the copies of two trails that were read are sure, whatever a third that was not read adds', () => {
    const found = bill({
      trails: [trail('a'), unread, trail('c')],
      places: [place('a', 0), place('c', 1)],
      tuples: [reads(1_000_000, A_AND_B)],
    })
    expect(usd(found, 'management-copy')).toMatchObject({
      low: expect.closeTo(20, 6),
      high: expect.closeTo(40, 6),
    })
    expect(of(found, 'a')).toMatchObject({ isFree: true, recorded: near(1_000_000) })
  })

  test('a trail of the management account that was not read may be of the organisation: nothing to all', () => {
    const org = { ...trail('org', { account: MANAGEMENT, places: [] }), config: denied }
    const given = { places: [place('a', 0)], tuples: [reads(1_000_000, A)] }
    const organization = known(givenOrganization())
    const here = (found: Bill): Bill => ({
      ...found,
      lines: found.lines.filter((l) => l.account === ACCOUNT),
    })
    const found = bill({ ...given, trails: [trail('a'), org], snapshot: { organization } })
    expect(usd(here(found), 'management-copy')).toMatchObject({
      low: 0,
      high: expect.closeTo(20, 6),
    })
    const stranger = { ...trail('x', { account: '333333333333', places: [] }), config: denied }
    const apart = bill({ ...given, trails: [trail('a'), stranger], snapshot: { organization } })
    expect(usd(here(apart), 'management-copy')).toEqual(near(0))
  })

  test('R18 files of a shared place that were not all read may hold the copies of the other trail', () => {
    const shared = { config: { s3Bucket: 'shared-logs' } }
    const given = { trails: [trail('a', shared), trail('b', shared)], places: [place('shared', 0)] }
    const found = bill({ ...given, tuples: [reads(1_000_000, A)], complete: false })
    expect(usd(counted(found), 'management-copy')).toEqual(near(0, 20, 0))
    const one = [trail('a', shared), trail('b', { ...shared, status: { isLogging: false } })]
    const off = bill({ ...given, trails: one, tuples: [reads(1_000_000, A)], complete: false })
    expect(usd(off, 'management-copy')).toEqual(near(0))
  })

  test('copies in a folder that names no bucket may be downloads: no paid copy for sure', () => {
    const found = bill({
      trails: both.trails,
      places: [place('a', 0), place('b', 1, { bucket: null })],
      tuples: [writes(1_000_000, A_AND_B)],
    })
    expect(usd(found, 'management-copy').low).toBe(0)
  })

  test('GovCloud: the price is not known, and that is not nothing', () => {
    const gov = { region: 'us-gov-west-1' }
    const found = bill({
      trails: both.trails,
      places: [place('a', 0, gov), place('b', 1, gov)],
      tuples: [writes(1_000_000, A_AND_B, gov)],
    })
    expect(usd(found, 'management-copy')).toEqual({ low: 0, high: null, likely: null })
    expect(found.notes.join()).toContain('us-gov-west-1')
  })
})

describe('data events', () => {
  const S3 = advanced(['eventCategory', 'Data'], ['resources.type', 'AWS::S3::Object'])

  test('every copy is charged, the first one too', () => {
    const found = bill({
      trails: [trail('a', { selectors: known(S3) }), trail('b', { selectors: known(S3) })],
      places: both.places,
      tuples: [objectReads(3_000_000, A_AND_B)],
    })
    expect(usd(found, 'data-event')).toEqual(near(6))
    expect(found.lines.filter((l) => l.item === 'data-event')).toHaveLength(2)
  })

  test('a line names bucket and principal', () => {
    const found = bill({
      trails: [trail('a', { selectors: known(S3) })],
      places: [place('a', 0)],
      tuples: [
        objectReads(3_000_000, A, 'site', { principal: 'anonymous' }),
        objectReads(1_000_000, A, 'data', { principal: 'arn:aws:sts::1:assumed-role/batch' }),
      ],
    })
    const lines = found.lines.filter((l) => l.item === 'data-event')
    expect(lines.map((l) => [l.resource, l.principal, l.usd.likely])).toEqual([
      ['arn:aws:s3:::site', 'anonymous', expect.closeTo(3, 6)],
      ['arn:aws:s3:::data', 'arn:aws:sts::1:assumed-role/batch', expect.closeTo(1, 6)],
    ])
  })
})

describe('files that were not read', () => {
  const DATA: Selectors = {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        ],
      },
    ],
  }
  const recording = [trail('a', { selectors: known(DATA) })]
  const places = [place('a', 0)]

  test('data events of which some files were read: at least so many, never an exact sum', () => {
    const given = { trails: recording, places, tuples: [objectReads(1_000_000, A)] }
    const cost = usd(bill({ ...given, complete: false }), 'data-event')
    expect(cost).toEqual({ low: expect.closeTo(1, 6), high: null, likely: null })
    expect(usd(bill(given), 'data-event')).toEqual(near(1))
  })

  test('a trail of data events whose files were not read, and none were seen: unknown, not no line', () => {
    const found = bill({ trails: recording, places, tuples: [reads(10, A)], complete: false })
    expect(usd(found, 'data-event')).toEqual({ low: 0, high: null, likely: null })
    expect(found.lines.find((l) => l.item === 'data-event')?.volume.uncertainty).toContain(
      'Not every file that trail a delivered was read',
    )
  })

  test('the only trail of an account: its first copy is free, read or not', () => {
    const found = bill({ trails: [trail('a')], places, tuples: [reads(10, A)], complete: false })
    expect(usd(found, 'management-copy')).toEqual(near(0))
  })
})
