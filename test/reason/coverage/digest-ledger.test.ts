import { describe, expect, test } from 'vitest'
import type { DigestSlot } from '../../../src/model/coverage.ts'
import { HOUR } from '../../../src/model/time.ts'
import { neverStopped } from '../../../src/reason/coverage/read/never-stopped.ts'
import {
  A,
  arnOf,
  at,
  complete,
  END,
  event,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  object,
  START,
  slot,
  snapshot,
  trail,
  WINDOW,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const inHome = management(A, inRegion(HOME))
const history = (account: string) => ({
  account,
  region: HOME,
  eventNames: [
    'CreateTrail',
    'UpdateTrail',
    'DeleteTrail',
    'StartLogging',
    'StopLogging',
    'PutEventSelectors',
  ],
  from: at('2026-01-01'),
  to: END,
  readAt: END,
  events: { known: [] },
})
const witnessed = [snapshot(START), snapshot(END, { history: [history(A)] })]
const partial = manifest([complete({ level: 'partial' })])
const linked = { state: 'verified-empty', linked: true } as const
const hours = (count = (WINDOW.to - WINDOW.from) / HOUR + 3, over: Partial<DigestSlot> = linked) =>
  Array.from({ length: count }, (_, i) =>
    slot({ from: WINDOW.from + i * HOUR, to: WINDOW.from + (i + 1) * HOUR, ...over }),
  )
const of = (ledger: readonly DigestSlot[], over: object = {}) =>
  coverage(evidence({ snapshots: witnessed, ledger, manifest: partial, ...over }), inHome)

describe('R29 what a digest proves', () => {
  test('the hours until the settling time after the window are verified too: a no up to its end', () => {
    expect(told(of(hours()))).toEqual(whole('verified'))
  })

  test('without the hours after the window its end is not yet delivered, not no', () => {
    const c = of(hours((WINDOW.to - WINDOW.from) / HOUR))
    expect(told(c)).toEqual([
      '03-03T00:00 03-07T21:59 verified',
      '03-07T21:59 03-08T00:00 not yet delivered',
    ])
    expect(c.blind[0]?.detail).toContain('2026-03-08T00:00:00Z')
  })

  test('a backfill digest proves no hour: only the standard chain does', () => {
    const backfill = hours(undefined, { ...linked, chain: 'backfill' })
    expect(told(of(backfill))).toEqual(whole('source incomplete'))
  })

  test('a file that a backfill digest names and that was not ingested blinds its time', () => {
    const late = slot({
      chain: 'backfill',
      from: at('2026-03-05T12:00:00'),
      to: at('2026-03-05T13:00:00'),
      state: 'verified',
      files: ['late'],
      oldest: at('2026-03-05T11:50:00'),
    })
    expect(told(of([...hours(), late]))[1]).toBe(
      '03-05T09:59 03-05T13:00 log file missing or altered',
    )
    const ingested = manifest([complete({ level: 'partial' })], [object({ sha256: 'late' })])
    expect(told(of([...hours(), late], { manifest: ingested }))).toEqual(whole('verified'))
  })

  test('R19 a file that came late and is lacking blinds as far back as its digest says its events reach', () => {
    const late = (over: object) =>
      hours().map((s) =>
        s.from === at('2026-03-05T20:00:00')
          ? { ...s, state: 'verified' as const, files: ['late'], ...over }
          : s,
      )
    const blind = '03-05T10:30 03-05T21:00'
    const oldest = at('2026-03-05T10:30:00')
    expect(told(of(late({ oldest })))[1]).toBe(`${blind} log file missing or altered`)
    expect(told(of(late({ oldest, state: 'invalid' })))[1]).toBe(
      `${blind} digest missing or invalid`,
    )
    expect(told(of(late({})))[1]).toBe('03-04T20:00 03-05T21:00 log file missing or altered')
    const ingested = manifest([complete({ level: 'partial' })], [object({ sha256: 'late' })])
    expect(told(of(late({ oldest }), { manifest: ingested }))).toEqual(whole('verified'))
  })

  test('a digest that could not be read may name files of a day before: nothing is proven there', () => {
    const unread = slot({
      chain: 'backfill',
      from: at('2026-03-05T20:00:00'),
      to: at('2026-03-05T21:00:00'),
      state: 'unattested',
    })
    const lines = [
      '03-03T00:00 03-04T20:00 verified',
      '03-04T20:00 03-05T21:00 source incomplete',
      '03-05T21:00 03-08T00:00 verified',
    ]
    expect(told(of([...hours(), unread]))).toEqual(lines)
    const listed = manifest([complete()])
    expect(told(of([...hours(), unread], { manifest: listed }))[1]).toContain('configured')
  })

  test('a missing backfill digest blinds its time', () => {
    const lost = slot({
      chain: 'backfill',
      from: at('2026-03-05T12:00:00'),
      to: at('2026-03-05T13:00:00'),
      state: 'missing',
    })
    expect(told(of([...hours(), lost]))[1]).toContain('digest missing or invalid')
  })

  test('R18 a log file of the hour that no digest names must be in the lake before the hour proves anything', () => {
    const uri = `s3://logs/AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/${A}_CloudTrail_${HOME}_20260305T1205Z_AAAABBBBCCCCDDDD.json.gz`
    const slots = hours().map((s) =>
      s.from === at('2026-03-05T12:00:00') ? { ...s, besides: [uri] } : s,
    )
    expect(told(of(slots))[1]).toContain('source incomplete')
    const copy = object({ uri: `/copy/${uri.slice(uri.lastIndexOf('/') + 1)}`, sha256: 'x' })
    const ingested = manifest([complete({ level: 'partial' })], [copy])
    expect(told(of(slots, { manifest: ingested }))).toEqual(whole('verified'))
  })
})

describe('R22 chains and logging', () => {
  test('an unbroken chain proves logging from its first digest to where its last begins', () => {
    const run = [slot({ state: 'verified-empty', linked: false }), ...hours(4)].map((s, i) => ({
      ...s,
      from: START + i * HOUR,
      to: START + (i + 1) * HOUR,
    }))
    expect(neverStopped(run)).toEqual([{ from: START + HOUR, to: START + 4 * HOUR }])
  })

  test('a chain that does not link, an altered hour and a backfill digest end it', () => {
    const ends: Partial<DigestSlot>[] = [
      { linked: false },
      { state: 'invalid' },
      { chain: 'backfill' },
    ]
    for (const over of ends) {
      const slots = hours(5).map((s, i) => (i === 2 ? { ...s, ...over } : s))
      const { from } = WINDOW
      expect(neverStopped(slots), JSON.stringify(over)).not.toContainEqual({
        from: from + HOUR,
        to: from + 4 * HOUR,
      })
    }
  })

  test('a chain that ended and began anew unexplained blinds the trail, in every region', () => {
    const cut = at('2026-03-05T12:00:00')
    const elsewhere = slot({ region: 'us-west-2', from: cut, to: cut, state: 'interrupted' })
    const own = { ...elsewhere, region: HOME }
    for (const slots of [
      [...hours(), elsewhere],
      [...hours(), own],
    ]) {
      const c = of(slots)
      expect(told(c)).toEqual([
        '03-03T00:00 03-05T08:59 verified',
        '03-05T08:59 03-05T12:00 not logging',
        '03-05T12:00 03-08T00:00 verified',
      ])
      expect(c.blind[0]?.detail).toContain('begin anew')
    }
    const listed = coverage(evidence({ ledger: [elsewhere] }), inHome)
    expect(told(listed)[1]).toContain('not logging')
  })
})

describe('R18 whose file it is', () => {
  const other = trail(START, { name: 'other', config: { s3Bucket: 'logs' } })
  const two = (time: number) =>
    snapshot(time, { trails: [trail(time), { ...other, readAt: time }] })
  const policy = event('PutBucketPolicy', at('2026-03-04T00:00:00'), {
    source: 's3.amazonaws.com',
    request: { bucketName: 'logs', bucketPolicy: { Statement: [] } },
  })
  const delivered = object({ named: at('2026-03-04T12:00:00'), sha256: 'mine' })

  test('a delivery after a new bucket policy counts for the trail whose digest names it', () => {
    const seen = manifest([complete()], [delivered])
    const ledger = [
      slot({
        from: at('2026-03-04T12:00:00'),
        to: at('2026-03-04T13:00:00'),
        state: 'verified',
        files: ['mine'],
      }),
    ]
    const base = { snapshots: [two(START), two(END)], events: [policy], manifest: seen }
    const reasons = (slots: readonly DigestSlot[]) =>
      coverage(evidence({ ...base, ledger: slots }), inHome).blind.map((b) => b.reason)
    expect(reasons([])).toContain('delivery failing')
    expect(reasons(ledger)).toEqual([])
    const another = object({ named: at('2026-03-04T12:00:00'), sha256: 'theirs' })
    const theirs = { ...base, manifest: manifest([complete()], [delivered, another]) }
    const ofTheirs = ledger.map((s) => ({ ...s, trail: arnOf('other'), files: ['theirs'] }))
    const blind = coverage(evidence({ ...theirs, ledger: ofTheirs }), inHome).blind
    expect(blind.map((b) => b.reason)).toContain('delivery failing')
  })
})
