import { describe, expect, test } from 'vitest'
import type { HistoryFetch } from '../../../src/model/manifest.ts'
import { HOUR, MINUTE } from '../../../src/model/time.ts'
import {
  A,
  arnOf,
  at,
  B,
  END,
  evidence,
  HOME,
  history,
  inRegion,
  management,
  manifest,
  objectsOf,
  START,
  selecting,
  snapshot,
  trail,
} from './given.ts'
import { coverage, idsOf, told } from './given-coverage.ts'

const C = '333333333333'
const ASKED = at('2026-03-05T12:00:00')
const inHome = management(A, inRegion(HOME))
const window = { from: at('2026-03-04'), to: ASKED }

/** Event history, fetched into the lake besides the log files. */
const fetched = (snapshots: ReturnType<typeof snapshot>[], history: readonly HistoryFetch[]) => {
  const files = manifest()
  const run = { source: 'event-history', startedAt: ASKED, finishedAt: ASKED, completeness: [] }
  return evidence({ snapshots, manifest: { ...files, runs: [...files.runs, { ...run, history }] } })
}

const lookedUp = (account = A): HistoryFetch => ({
  account,
  region: HOME,
  from: START,
  to: ASKED,
  at: ASKED,
})

describe('R27 what event history may not show yet', () => {
  test('R21 it carries the state of a trail forward no further than it is settled', () => {
    const c = coverage(fetched([snapshot(START)], [lookedUp()]), inHome, window)
    expect(told(c)).toEqual([
      '03-04T00:00 03-05T10:00 configured',
      '03-05T10:00 03-05T12:00 configuration unknown',
    ])
  })

  test('R21 nor when a snapshot itself fetched it after the trail was read', () => {
    const readAt = ASKED - 30 * MINUTE
    const early = snapshot(readAt, { history: history({ to: ASKED, readAt: ASKED }) })
    const times = { from: at('2026-03-04'), to: ASKED }
    const last = coverage(evidence({ snapshots: [early] }), inHome, times)
    expect(told(last).at(-1)).toBe('03-05T11:30 03-05T12:00 configuration unknown')
  })

  test('R30 back from a reading it does, and that nothing changed meanwhile is named', () => {
    const late = snapshot(END, { history: history() })
    const c = coverage(evidence({ snapshots: [late] }))
    expect(c.recordedFraction).toBe(1)
    expect(idsOf(c)).toContain('unsettled')
    const { sentence } = c.assumptions.find((a) => a.id === `unsettled:${arnOf()}`) ?? {}
    expect(sentence).toContain('2 hours before')
  })

  test('R30 nothing of that kind is assumed where a later fetch shows those hours too', () => {
    const late = snapshot(START, { history: [] })
    const c = coverage(
      fetched([late], [{ ...lookedUp(), from: START - 24 * HOUR, to: END, at: END }]),
      inHome,
      { from: at('2026-03-02'), to: at('2026-03-04') },
    )
    expect(c.recordedFraction).toBe(1)
    expect(idsOf(c)).not.toContain('unsettled')
  })
})

describe('facts/aws.md 8.3 an organisation trail is changed from delegated administrators too', () => {
  const readings = (delegates: readonly string[] | undefined) => [
    snapshot(START, {
      trails: [trail(START, { selectors: selecting('data'), config: { isOrganization: true } })],
      organization: {
        known: {
          id: 'o-aaaaaaaaaa',
          managementAccount: A,
          accounts: [A, B, C].map((id) => ({ id, status: 'ACTIVE' as const })),
          delegatedAdministrators:
            delegates === undefined ? { unknown: 'access-denied' } : { known: [...delegates] },
        },
      },
    }),
  ]
  const times = { from: at('2026-03-04'), to: at('2026-03-05') }
  const judged = (delegates: readonly string[] | undefined, ...read: readonly string[]) =>
    coverage(fetched(readings(delegates), read.map(lookedUp)), objectsOf('data'), times)

  test('R21 the history of the owner alone witnesses nothing of a trail that another may stop', () => {
    expect(told(judged([B], A))).toEqual(['03-04T00:00 03-05T00:00 configuration unknown'])
  })

  test('R21 with the history of each delegate it does', () => {
    expect(told(judged([B], A, B))).toEqual(['03-04T00:00 03-05T00:00 configured'])
    expect(told(judged([], A))).toEqual(['03-04T00:00 03-05T00:00 configured'])
  })

  test('R30 that no other account may change it is named, most of all where nobody told', () => {
    const unknown = judged(undefined, A)
    expect(told(unknown)).toEqual(['03-04T00:00 03-05T00:00 configured'])
    const said = (c: typeof unknown) =>
      c.assumptions.find((a) => a.id === `delegates:${arnOf()}`)?.sentence
    expect(said(unknown)).toContain('was not read')
    expect(said(judged([], A))).toContain(`No account but ${A}`)
    expect(said(judged([B], A, B))).toContain(`No account but ${A}, ${B}`)
  })
})
