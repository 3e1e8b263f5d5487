import { describe, expect, it } from 'vitest'
import type { HistoryFetch, Manifest } from '../../../src/model/manifest.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { stillInHistory } from '../../../src/reason/coverage/answer/still-in-history.ts'
import {
  A,
  at,
  END,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  objectsOf,
  START,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const fetched = (over: Partial<HistoryFetch> = {}): HistoryFetch => ({
  account: A,
  region: HOME,
  from: START,
  to: END,
  at: END,
  ...over,
})

/** No snapshot, no trail, no log file: event history alone. */
const withFetches = (...history: HistoryFetch[]) => {
  const only: Manifest = {
    ...manifest([]),
    runs: [{ source: 'event-history', startedAt: END, finishedAt: END, completeness: [], history }],
  }
  return evidence({ snapshots: [], manifest: only })
}

const here = management(A, inRegion(HOME))
const named = (eventName: string) =>
  management(A, { ...inRegion(HOME), eventName: { Equals: [eventName] } })

describe('event history that was ingested is a recorder (R17)', () => {
  it('of every management event of its account and region', () => {
    const c = coverage(withFetches(fetched()), here)
    expect(told(c)).toEqual(whole('configured'))
    expect(c.recorded[0]?.by).toEqual(['event-history'])
  })

  it('of no other region, account or category', () => {
    const e = withFetches(fetched())
    for (const scope of [
      management(A, inRegion('us-east-1')),
      management('222222222222', inRegion(HOME)),
      objectsOf('bucket'),
      management(A),
    ])
      expect(coverage(e, scope).recorded).toEqual([])
  })

  it('of the fetched name and no other', () => {
    const e = withFetches(fetched({ only: { field: 'eventName', value: 'ConsoleLogin' } }))
    expect(told(coverage(e, named('ConsoleLogin')))).toEqual(whole('configured'))
    expect(coverage(e, named('RunInstances')).recorded).toEqual([])
    expect(coverage(e, here).recorded).toEqual([])
  })

  it.each(['consolelogin', 'ConsoleLogin ', 'CONSOLELOGIN', 'ConsoleLogn'])(
    'of nothing when the name was misspelt (R28): %s',
    (value) => {
      const e = withFetches(fetched({ only: { field: 'eventName', value } }))
      for (const name of ['ConsoleLogin', value])
        expect(coverage(e, named(name)).recorded).toEqual([])
    },
  )

  it('of nothing when only one access key was looked up (R3)', () => {
    const e = withFetches(
      fetched({ only: { field: 'accessKeyId', value: 'AKIAIOSFODNN7EXAMPLE' } }),
    )
    expect(coverage(e, here).recorded).toEqual([])
    expect(coverage(e, named('ConsoleLogin')).recorded).toEqual([])
  })

  it('not of what may have arrived after it was asked (R27)', () => {
    const e = withFetches(fetched({ at: at('2026-03-06') }))
    const [first] = coverage(e, here).recorded
    expect(first?.to).toBe(at('2026-03-06') - 2 * HOUR)
  })

  it('and sets the horizon where there is no trail (R9)', () => {
    const e = withFetches(fetched({ at: at('2026-03-06') }))
    expect(coverage(e, here).horizon).toBe(at('2026-03-06') - 2 * HOUR)
  })
})

describe('what is still in event history', () => {
  const blind = (scope = here, now = END) => {
    const [spot] = coverage({ ...withFetches(), now }, scope).blind
    if (spot === undefined) throw new Error('nothing is blind')
    return spot
  }

  it('is named with its command and the day it is lost', () => {
    expect(blind(named('ConsoleLogin')).remedy).toContain(
      'these events are still in event history, the first of them until 2026-06-01T00:00:00Z: ' +
        'wholetrail ingest event-history --account 111111111111 --region eu-west-1 --event-name ConsoleLogin ' +
        '--since 2026-03-03T00:00:00Z --until 2026-03-08T00:00:00Z',
    )
  })

  it('is to be fetched whole where a name is not one that is known (R28)', () => {
    const { remedy } = blind(named('ConsoleLogn'))
    expect(remedy).toContain('wholetrail ingest event-history --account')
    expect(remedy).not.toContain('--event-name')
  })

  it('is nothing once 90 days have passed', () => {
    expect(blind(here, END + 90 * DAY).remedy).not.toContain('event-history')
  })

  it('is only the later part once the first days have left it', () => {
    const now = at('2026-03-05') + 90 * DAY
    const still = stillInHistory(blind(here, now), now)
    expect(still).toMatchObject({ since: at('2026-03-05'), lost: now, all: false })
  })

  it('is nothing of data events', () => {
    expect(blind(objectsOf('bucket')).remedy).not.toContain('event-history')
  })

  it('is looked up by the access key where one is asked about', () => {
    const still = stillInHistory(blind(), END, 'AKIAIOSFODNN7EXAMPLE')
    expect(still?.command).toContain('--access-key AKIAIOSFODNN7EXAMPLE')
    expect(stillInHistory(blind(), END, '$(rm -rf /)')?.command).not.toContain('rm')
  })
})
