import { expect, test } from 'vitest'
import type { Completeness, Manifest, SourceObject } from '../../../src/model/manifest.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import { DAY, HOUR, type Interval, parseInstant } from '../../../src/model/time.ts'
import { ACCOUNT, AT, REGION } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { gapsOf } from '../../../src/reason/price/copies/gaps.ts'
import { pricedTrails } from '../../../src/reason/price/copies/trails.ts'
import { aLog } from '../../fixtures/memory-lake.ts'
import { measuredOf, trail } from './given.ts'

const day = (n: number): number => parseInstant('2026-03-01') + (n - 1) * DAY
const WINDOW: Interval = { from: day(1) + HOUR, to: day(29) + HOUR }

const file = (from: number, over: Partial<SourceObject> = {}): SourceObject => ({
  ...aLog,
  bucket: 'a-logs',
  prefix: '',
  account: ACCOUNT,
  region: REGION,
  named: from,
  firstEvent: from,
  lastEvent: from + HOUR,
  ...over,
})

const claim = (over: Partial<Completeness> = {}): Completeness => ({
  bucket: 'a-logs',
  prefix: '',
  account: '*',
  region: '*',
  from: day(1),
  to: day(31),
  level: 'listed',
  at: day(31),
  ...over,
})

const gaps = (objects: readonly SourceObject[], ...completeness: readonly Completeness[]) => {
  const manifest: Manifest = {
    runs: [{ source: 'test', startedAt: AT, finishedAt: AT, completeness }],
    objects,
    conflicts: [],
    unknownKeys: {},
    events: 0,
    sightings: 0,
  }
  return gapsOf(manifest, WINDOW, [])
}

const TWO_DAYS = [file(day(1) + 2 * HOUR), file(day(28))]

test('a lake of two days four weeks apart: the days between them are a gap', () => {
  expect(gaps(TWO_DAYS)).toEqual([
    { bucket: 'a-logs', prefix: '', days: [{ from: day(2), to: day(28) }] },
  ])
})

test('the bill names the days and the command that reads them', () => {
  const measured = { ...measuredOf({ trails: [trail('a')] }), gaps: gaps(TWO_DAYS) }
  const note = billOf(measured).notes.find((n) => n.includes('26 days'))
  expect(note).toContain('2026-03-02 to 2026-03-27')
  expect(note).toContain('wholetrail ingest s3://a-logs --since 2026-03-02 --until 2026-03-28')
})

test('R16 days that were listed and held nothing are no gap; a partial source claims nothing', () => {
  expect(gaps(TWO_DAYS, claim())).toEqual([])
  expect(gaps(TWO_DAYS, claim({ level: 'partial' }))).toHaveLength(1)
  expect(gaps(TWO_DAYS, claim({ bucket: 'b-logs' }))).toHaveLength(1)
  expect(gaps(TWO_DAYS, claim({ at: day(20) }))[0]?.days).toEqual([{ from: day(20), to: day(28) }])
})

test('each place by itself: files of another bucket, rejected ones and exports fill no gap', () => {
  const every = Array.from({ length: 29 }, (_, i) => file(day(i + 1), { bucket: 'b-logs' }))
  expect(gaps([...TWO_DAYS, ...every]).map((g) => g.bucket)).toEqual(['a-logs'])
  expect(gaps([...TWO_DAYS, file(day(10), { outcome: 'rejected' })])[0]?.days).toHaveLength(1)
  expect(gaps([...TWO_DAYS, file(day(10))])[0]?.days).toHaveLength(2)
})

test('a folder that does not say its bucket is named as such', () => {
  const found = gaps(TWO_DAYS.map((o) => ({ ...o, bucket: null, prefix: null })))
  const { notes } = billOf({ ...measuredOf({ trails: [trail('a')] }), gaps: found })
  expect(notes.join()).toContain('wholetrail ingest FOLDER --since 2026-03-02')
})

test('a trail delivered nothing before it was made', () => {
  const young = { over: { createdAt: { known: day(20) } } }
  const trails = pricedTrails([{ ...emptySnapshot(AT), trails: [trail('a', young)] }])
  const manifest: Manifest = {
    runs: [],
    objects: [file(day(20)), file(day(28))],
    conflicts: [],
    unknownKeys: {},
    events: 0,
    sightings: 0,
  }
  expect(gapsOf(manifest, WINDOW, trails)[0]?.days).toEqual([{ from: day(21), to: day(28) }])
})
