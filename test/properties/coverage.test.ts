import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Coverage, Evidence } from '../../src/model/coverage.ts'
import { includes, intersect, intervals, union } from '../../src/model/intervals.ts'
import type { Scope } from '../../src/model/scope.ts'
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/model/time.ts'
import { trailWrites } from '../../src/reason/coverage/configuration-names.ts'
import { coverageOf } from '../../src/reason/coverage/coverage-of.ts'
import { fullCoverage } from '../../src/reason/coverage/proof.ts'
import {
  A,
  complete,
  END,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  object,
  objectsOf,
  START,
  slot,
  snapshot,
  WINDOW,
} from '../reason/coverage/given.ts'
import { type Change, changes, eventOf, readingOf, statesOf } from './coverage-trail.ts'

const RUNS = { numRuns: 1500 }
const BUCKET = 'b'
const time = fc.integer({ min: 0, max: 240 }).map((h) => START + h * HOUR)

const scope = fc.constantFrom<Scope>(
  management(),
  management(A, inRegion(HOME)),
  objectsOf(BUCKET),
  objectsOf('other'),
)

/** A place within a piece. */
const share = fc.double({ min: 0, max: 0.999_999, noNaN: true })
const readings = fc.uniqueArray(time, { maxLength: 4 })
const days = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 10 })
const rejected = fc.array(time, { maxLength: 2 })
const level = fc.constantFrom('listed', 'asserted', 'partial')

interface Drawn {
  readonly changes: readonly Change[]
  readonly hidden: readonly number[]
  readonly readings: readonly Instant[]
  readonly days: readonly number[]
  readonly rejected: readonly Instant[]
  readonly level: 'listed' | 'asserted' | 'partial'
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  changes,
  hidden: fc.array(fc.nat(5), { maxLength: 2 }),
  readings,
  days,
  rejected,
  level,
})

const listedDays = (d: Drawn) =>
  d.days.map((n) => complete({ from: START + n * DAY, to: START + (n + 1) * DAY, level: d.level }))

const evidenceOf = (d: Drawn, seen: readonly Change[] = d.changes): Evidence =>
  evidence({
    snapshots: d.readings.map((t) => snapshot(t, { trails: [readingOf(t, statesOf(d.changes))] })),
    events: seen.map(eventOf),
    manifest: manifest(
      listedDays(d),
      d.rejected.map((named) => object({ outcome: 'rejected', firstEvent: null, named })),
    ),
  })

const historyOf = (known: Record<string, unknown>[]) => ({
  account: A,
  region: HOME,
  eventNames: [...trailWrites],
  from: START,
  to: END,
  readAt: END,
  events: { known },
})

const of = (given: Evidence, asked: Scope): Coverage =>
  coverageOf([asked], WINDOW, given, DEFAULT_SETTINGS)

describe('coverage of random evidence', () => {
  test('recorded and blind share out the window exactly, each blind piece with a reason', () => {
    fc.assert(
      fc.property(drawn, scope, (d, asked) => {
        const visible = d.changes.filter((_, i) => !d.hidden.includes(i))
        const c = of(evidenceOf(d, visible), asked)
        const [recorded, blind] = [intervals(c.recorded), intervals(c.blind)]
        expect(union(recorded, blind)).toEqual([WINDOW])
        expect(intersect(recorded, blind)).toEqual([])
        expect(c.blind.every((b) => b.detail !== '' && b.remedy !== '')).toBe(true)
        expect(c.recordedFraction === 1).toBe(fullCoverage(c) !== undefined)
        expect(c.horizon).toBeGreaterThanOrEqual(WINDOW.from)
        expect(c.horizon).toBeLessThanOrEqual(WINDOW.to)
      }),
      RUNS,
    )
  })

  test('what counts as recorded was recorded: on and selecting for 15 minutes around, and read', () => {
    let recorded = 0
    fc.assert(
      fc.property(drawn, scope, fc.array(share, { minLength: 8, maxLength: 8 }), (d, asked, n) => {
        const c = of(evidenceOf(d), asked)
        const states = statesOf(d.changes)
        const data = asked.boxes[0]?.fields.eventCategory?.Equals?.[0] === 'Data'
        const bucket = JSON.stringify(asked).includes(`:::${BUCKET}/`) ? BUCKET : 'other'
        for (const piece of c.recorded)
          for (const x of n) {
            recorded++
            const t = piece.from + Math.floor(x * (piece.to - piece.from))
            for (const near of [t - 14 * MINUTE, t, t + 14 * MINUTE]) {
              const state = states.findLast((s) => s.from <= near)
              expect(state?.on).toBe(true)
              if (data) expect(state?.buckets).toContain(bucket)
            }
            const deliveredBy = t + DEFAULT_SETTINGS.settling
            for (const at of [t, deliveredBy])
              expect(d.days).toContain(Math.floor((at - START) / DAY))
            expect(d.level).not.toBe('partial')
            const hit = d.rejected.some((named) => named - DAY <= t && t < named)
            expect(hit).toBe(false)
          }
      }),
      RUNS,
    )
    expect(recorded).toBeGreaterThan(1000)
  })

  test('R29 verified was recorded, whatever changes the log hides, as far as event history shows them', () => {
    const slots = Array.from({ length: 240 }, (_, i) =>
      slot({ from: START + i * HOUR, to: START + (i + 1) * HOUR, state: 'verified-empty' }),
    )
    let verified = 0
    fc.assert(
      fc.property(drawn, time, time, fc.array(share, { maxLength: 8 }), (d, x, y, n) => {
        const fetched = { from: Math.min(x, y), to: Math.max(x, y) }
        const shown = d.changes.filter((c) => fetched.from <= c.at && c.at < fetched.to)
        const visible = d.changes.filter((c, i) => shown.includes(c) || !d.hidden.includes(i))
        const base = evidenceOf(d, visible)
        const history = { ...historyOf([]), ...fetched }
        const snapshots = [...base.snapshots, snapshot(END, { trails: [], history: [history] })]
        const asked = management(A, inRegion(HOME))
        const c = of({ ...base, snapshots, ledger: slots }, asked)
        for (const piece of c.recorded.filter((p) => p.assurance === 'verified'))
          for (const k of n) {
            verified++
            const t = piece.from + Math.floor(k * (piece.to - piece.from))
            expect(statesOf(d.changes).findLast((s) => s.from <= t)?.on).toBe(true)
          }
      }),
      RUNS,
    )
    expect(verified).toBeGreaterThan(200)
  })

  test('less reading, fewer proofs or less history without events never turn blind into recorded', () => {
    const history = historyOf([])
    const slots = Array.from({ length: 240 }, (_, i) =>
      slot({ from: START + i * HOUR, to: START + (i + 1) * HOUR, state: 'verified-empty' }),
    )
    fc.assert(
      fc.property(
        drawn,
        scope,
        fc.nat(9),
        fc.nat(239),
        fc.boolean(),
        (d, asked, day, hour, told) => {
          const quiet = { ...d, changes: d.changes.slice(0, 1) }
          const base = evidenceOf(quiet)
          const snapshots = [...base.snapshots, snapshot(END, { trails: [], history: [history] })]
          const rich: Evidence = { ...base, snapshots, ledger: slots }
          const poor: Evidence[] = [
            { ...rich, snapshots: base.snapshots },
            { ...rich, ledger: slots.filter((_, i) => i !== hour) },
            { ...rich, ledger: told ? [] : slots.slice(hour) },
            {
              ...rich,
              manifest: {
                ...rich.manifest,
                runs: rich.manifest.runs.map((r) => ({
                  ...r,
                  completeness: r.completeness.filter((_, i) => i !== day),
                })),
              },
            },
          ]
          const most = of(rich, asked)
          const verified = (c: Coverage) =>
            intervals(c.recorded.filter((p) => p.assurance === 'verified'))
          for (const less of poor) {
            const c = of(less, asked)
            expect(includes(intervals(most.recorded), intervals(c.recorded))).toBe(true)
            expect(includes(verified(most), verified(c))).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('the order of snapshots, events and readings does not matter', () => {
    fc.assert(
      fc.property(drawn, scope, (d, asked) => {
        const given = evidenceOf(d)
        const turned: Evidence = {
          ...given,
          snapshots: given.snapshots.toReversed(),
          events: given.events.toReversed(),
          manifest: manifest(listedDays(d).toReversed(), given.manifest.objects.toReversed()),
        }
        const { checks: _, ...a } = of(given, asked)
        const { checks: __, ...b } = of(turned, asked)
        expect(b).toEqual(a)
      }),
      { numRuns: 500 },
    )
  })

  test('some of this is decisive: the property above would be empty otherwise', () => {
    const quiet: Drawn = {
      changes: [{ name: 'PutEventSelectors', at: START + 60 * HOUR, bucket: 'other' }],
      hidden: [],
      readings: [START, END],
      days: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      rejected: [],
      level: 'listed',
    }
    expect(of(evidenceOf(quiet), objectsOf('other')).recordedFraction).toBeGreaterThan(0.8)
    expect(of(evidenceOf(quiet), management()).recordedFraction).toBe(1)
  })
})
