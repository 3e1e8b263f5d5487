import { afterEach, describe, expect, test } from 'vitest'
import type { HistoryFetch, Manifest } from '../../../src/model/manifest.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import { DAY, HOUR, type Interval, parseInstant } from '../../../src/model/time.ts'
import { ACCOUNT, AT, REGION } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { measure } from '../../../src/reason/price/bill/measured.ts'
import { cellsInHistory } from '../../../src/reason/price/copies/history.ts'
import { cellKey } from '../../../src/reason/price/copies/recorder.ts'
import { type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import { HERE, measuredOf, place, reads, trail, writes } from './given.ts'

const WINDOW: Interval = { from: parseInstant('2026-03-01'), to: parseInstant('2026-03-31') }

const manifestOf = (...history: readonly HistoryFetch[]): Manifest => ({
  runs: [{ source: 'event-history', startedAt: AT, finishedAt: AT, completeness: [], history }],
  objects: [],
  conflicts: [],
  unknownKeys: {},
  events: 0,
  sightings: 0,
})

const fetched = (over: Partial<HistoryFetch> = {}): HistoryFetch => ({
  ...HERE,
  ...WINDOW,
  at: WINDOW.to + DAY,
  ...over,
})

const twoTrails = {
  trails: [trail('a'), trail('b')],
  places: [place('a', 0), place('b', 1)],
  tuples: [reads(10, 3), writes(1, 0)],
  complete: false,
}

describe('unread files of management events', () => {
  test('R16 one event of event history silences no unread file: what they hold has no upper bound', () => {
    const found = billOf(measuredOf(twoTrails))
    const unread = found.lines.filter((l) => l.why.startsWith('Files of trail'))
    expect(unread.filter((l) => l.item === 'management-copy').map((l) => l.usd.high)).toEqual([
      null,
      null,
    ])
    expect(found.notes.join()).toContain('Not every file in s3://a-logs was read')
  })

  test('event history that holds the whole window silences them, in its account and region', () => {
    const measured = { ...measuredOf(twoTrails), history: new Set([cellKey(HERE)]) }
    const found = billOf(measured)
    expect(found.lines.filter((l) => l.why.startsWith('Files of trail'))).toEqual([])
  })
})

describe('event history is complete in a cell', () => {
  const isWhole = (...history: readonly HistoryFetch[]) =>
    cellsInHistory(manifestOf(...history), WINDOW).has(cellKey(HERE))

  test('over the whole window, in one fetch or several', () => {
    const half = WINDOW.from + 10 * DAY
    expect(isWhole(fetched())).toBe(true)
    expect(isWhole(fetched({ to: half }), fetched({ from: half }))).toBe(true)
    expect(isWhole(fetched({ to: half }), fetched({ from: half + HOUR }))).toBe(false)
    expect(isWhole()).toBe(false)
  })

  test('not of one name or key alone, nor elsewhere, nor before the last events arrived', () => {
    expect(isWhole(fetched({ only: { field: 'eventName', value: 'RunInstances' } }))).toBe(false)
    expect(isWhole(fetched({ region: 'eu-south-2' }))).toBe(false)
    expect(isWhole(fetched({ at: WINDOW.to + HOUR }))).toBe(false)
    expect(isWhole(fetched({ at: WINDOW.from + 91 * DAY }))).toBe(false)
  })
})

describe('measured in a lake', () => {
  let lake: MemoryLake | undefined
  afterEach(async () => {
    await lake?.close()
    lake = undefined
  })

  test('the manifest says how far event history reaches', async () => {
    lake = await memoryLake([
      {
        eventVersion: '1.11',
        eventID: '1',
        eventTime: '2026-03-01T12:00:00Z',
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        awsRegion: REGION,
        recipientAccountId: ACCOUNT,
        eventCategory: 'Management',
        readOnly: false,
      },
    ])
    const found = {
      snapshots: [{ ...emptySnapshot(AT), trails: [trail('a'), trail('b')] }],
      ledger: [],
    }
    const [query] = [lake.query]
    const whole = await measure(query, { ...found, manifest: manifestOf(fetched()) })
    const none = await measure(query, { ...found, manifest: manifestOf() })
    expect([...(whole.history ?? [])]).toEqual([cellKey(HERE)])
    expect([...(none.history ?? [])]).toEqual([])
  })
})
