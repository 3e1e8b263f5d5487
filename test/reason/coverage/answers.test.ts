import { describe, expect, test } from 'vitest'
import type { Selectors } from '../../../src/model/selector.ts'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { DAY, HOUR, SECOND } from '../../../src/model/time.ts'
import { coverageOf } from '../../../src/reason/coverage/coverage-of.ts'
import { existsSince } from '../../../src/reason/coverage/existence.ts'
import { fullCoverage, isFullCoverage } from '../../../src/reason/coverage/proof.ts'
import { timeline } from '../../../src/reason/coverage/timeline.ts'
import {
  A,
  arnOf,
  at,
  B,
  complete,
  END,
  event,
  evidence,
  HOME,
  management,
  manifest,
  object,
  objectsOf,
  START,
  selecting,
  snapshot,
  trail,
  WINDOW,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const selectingAll = (selectors: Selectors, over: object = {}) =>
  [START, END].map((t) => snapshot(t, { trails: [trail(t, { selectors, ...over })] }))

describe('reasons', () => {
  test('not selected: the trail that was there and did not select it is named', () => {
    const c = coverage(evidence(), objectsOf('b'))
    expect(told(c)).toEqual(whole('not selected'))
    expect(c.blind[0]?.detail).toContain(arnOf())
  })

  test('R2 undocumented: recorded at most, if AWS does where it is silent what we hope', () => {
    const vague: Selectors = {
      EventSelectors: [
        { DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::b'] }] },
      ],
    }
    const c = coverage(evidence({ snapshots: selectingAll(vague) }), objectsOf('b'))
    expect(told(c)).toEqual(whole('undocumented behaviour'))
  })

  test('the furthest recorder is named: the one that recorded it and was not read', () => {
    const two = [START, END].map((t) =>
      snapshot(t, {
        trails: [
          trail(t),
          trail(t, { name: 'data', selectors: selecting('b'), config: { s3Bucket: 'unread' } }),
        ],
      }),
    )
    const c = coverage(evidence({ snapshots: two }), objectsOf('b'))
    expect(told(c)).toEqual(whole('not ingested'))
    expect(c.blind[0]?.remedy).toBe('wholetrail ingest s3://unread')
  })

  test('without any configuration one blind spot says what is missing and how to give it', () => {
    const c = coverage(evidence({ snapshots: [] }))
    expect(c.blind).toHaveLength(1)
    expect(c.blind[0]).toMatchObject({ ...WINDOW, reason: 'configuration unknown' })
    expect(c.blind[0]?.detail).toContain(A)
    expect(c.blind[0]?.remedy).toContain('wholetrail collect [--org]')
    expect(fullCoverage(c)).toBeUndefined()
  })
})

describe('alternatives: each alone is enough', () => {
  test('the copy of the requester or of the owner', () => {
    const owner = objectsOf('b', A)
    const requester = objectsOf('b', B)
    const given = evidence({ snapshots: selectingAll(selecting('b')) })
    const of = (...scopes: (typeof owner)[]) =>
      told(coverageOf(scopes, WINDOW, given, DEFAULT_SETTINGS))
    expect(of(owner, requester)).toEqual(whole('configured'))
    expect(of(requester, owner)).toEqual(whole('configured'))
    expect(of(requester)).toEqual(whole('region or account outside the trail'))
  })

  test('no alternative at all is blind', () => {
    const c = coverageOf([], WINDOW, evidence(), DEFAULT_SETTINGS)
    expect(told(c)).toEqual(whole('configuration unknown'))
  })

  test('a union of what two trails record is enough', () => {
    const only = (name: string, readOnly: string): Parameters<typeof trail>[1] => ({
      name,
      selectors: {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Management'] },
              { Field: 'readOnly', Equals: [readOnly] },
            ],
          },
        ],
      },
    })
    const two = [START, END].map((t) =>
      snapshot(t, { trails: [trail(t, only('reads', 'true')), trail(t, only('writes', 'false'))] }),
    )
    const c = coverage(evidence({ snapshots: two }))
    expect(told(c)).toEqual(whole('configured'))
    expect(c.recorded[0]?.by).toHaveLength(2)
  })
})

describe('R9 the horizon', () => {
  test('is where the reading ends, less its settling', () => {
    const until = manifest([complete({ at: at('2026-03-06') })])
    expect(coverage(evidence({ manifest: until })).horizon).toBe(
      at('2026-03-06') - 2 * HOUR - SECOND,
    )
  })

  test('does not hide a stop: it is about reading, not about recording', () => {
    const c = coverage(
      evidence({
        snapshots: [snapshot(START), snapshot(END, { trails: [trail(END, { logging: false })] })],
        events: [event('StopLogging', at('2026-03-05'))],
      }),
    )
    expect(c.recorded.at(-1)?.to).toBeLessThan(at('2026-03-05'))
    expect(c.horizon).toBe(WINDOW.to)
  })

  test('without a known recorder it is as far as the sources reach; without sources the start', () => {
    const seen = manifest([], [object({ lastEvent: at('2026-03-06') })])
    expect(coverage(evidence({ snapshots: [], manifest: seen })).horizon).toBe(
      at('2026-03-06') + SECOND,
    )
    expect(coverage(evidence({ snapshots: [], manifest: manifest([]) })).horizon).toBe(WINDOW.from)
  })
})

describe('event history counts for exactly what was fetched', () => {
  const history = (events: readonly Record<string, unknown>[] = []): Snapshot['history'] => [
    {
      account: A,
      region: HOME,
      eventNames: ['ConsoleLogin'],
      from: at('2026-02-01'),
      to: END,
      readAt: END,
      events: { known: [...events] },
    },
  ]
  const logins = (over: object = {}) =>
    management(A, {
      region: { Equals: [HOME] },
      eventName: { Equals: ['ConsoleLogin'] },
      ...over,
    })
  const given = (events: readonly Record<string, unknown>[] = []) =>
    evidence({
      snapshots: [snapshot(END, { trails: [], history: history(events) })],
      manifest: manifest([]),
    })

  test('its names, account and region', () => {
    const c = coverage(given(), logins())
    expect(told(c)).toEqual(whole('configured'))
    expect(c.assumptions.map((a) => a.id)).toContain('event-history')
    expect(c.recorded[0]?.by).toEqual(['event-history'])
    expect(coverage(given(), logins({ region: { Equals: ['us-east-1'] } })).recorded).toEqual([])
    expect(coverage(given(), logins({ eventName: { Equals: ['StopLogging'] } })).recorded).toEqual(
      [],
    )
  })

  const login = {
    eventTime: '2026-03-05T12:00:00Z',
    eventID: 'login-1',
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    awsRegion: HOME,
    recipientAccountId: A,
  }

  test('an event that it holds and the lake does not is blind, whoever recorded the rest', () => {
    const c = coverage(given([login]), logins())
    expect(c.blind).toHaveLength(1)
    expect(c.blind[0]).toMatchObject({
      from: at('2026-03-05T12:00:00'),
      to: at('2026-03-05T12:00:01'),
      reason: 'not ingested',
    })
    expect(
      coverage(given([login]), logins({ eventName: { Equals: ['GetObject'] } })).blind,
    ).toHaveLength(1)
    const inLake = event('ConsoleLogin', at('2026-03-05T12:00:00'), { id: 'login-1' })
    expect(told(coverage({ ...given([login]), events: [inLake] }, logins()))).toEqual(
      whole('configured'),
    )
  })
})

describe('the proof of a no', () => {
  test('is made from full coverage only', () => {
    const full = coverage(evidence())
    const proof = fullCoverage(full)
    expect(proof?.assurance).toBe('configured')
    expect(isFullCoverage(proof)).toBe(true)
    expect(isFullCoverage({ ...proof })).toBe(false)
    expect(fullCoverage(coverage(evidence({ snapshots: [snapshot(START)] })))).toBeUndefined()
  })

  test('not of an empty window, and not of one with a gap in it', () => {
    const empty = coverage(evidence(), management(), { from: WINDOW.from, to: WINDOW.from })
    expect(fullCoverage(empty)).toBeUndefined()
    const full = coverage(evidence())
    expect(fullCoverage({ ...full, recorded: [] })).toBeUndefined()
  })
})

describe('R26 since when something exists', () => {
  const created = at('2026-03-04')
  const one = snapshot(END, {
    organization: {
      known: {
        id: 'o-1',
        managementAccount: A,
        accounts: [{ id: B, status: 'ACTIVE', createdAt: created }],
      },
    },
    identities: [
      {
        account: A,
        arn: `arn:aws:iam::${A}:user/u`,
        id: 'AIDA1',
        createdAt: created,
        accessKeys: [{ id: 'AKIA1', createdAt: created + DAY }],
      },
    ],
    buckets: [
      {
        name: 'b',
        readAt: END,
        owner: { known: A },
        region: { known: HOME },
        createdAt: { known: created },
      },
    ],
  })
  const given = evidence({ snapshots: [one] })

  test('accounts, keys, principals by their unique id, buckets', () => {
    expect(existsSince(given, { account: B })).toBe(created)
    expect(existsSince(given, { accessKey: 'AKIA1' })).toBe(created + DAY)
    expect(existsSince(given, { principalId: 'AIDA1' })).toBe(created)
    expect(existsSince(given, { bucket: 'b' })).toBe(created)
    expect(existsSince(given, { account: A })).toBeUndefined()
    expect(existsSince(given, { accessKey: 'AKIA2' })).toBeUndefined()
  })

  test('a bucket that was deleted before, or on whose age readings differ, is not known', () => {
    const deleted = event('DeleteBucket', START, { request: { bucketName: 'b' } })
    expect(existsSince({ ...given, events: [deleted] }, { bucket: 'b' })).toBeUndefined()
    const [bucket] = one.buckets
    const other = bucket && { ...bucket, createdAt: { known: created + DAY } }
    const differing = evidence({
      snapshots: [one, snapshot(START, { buckets: other ? [other] : [] })],
    })
    expect(existsSince(differing, { bucket: 'b' })).toBeUndefined()
  })
})

describe('the timeline', () => {
  test('has one row for each trail, with the reason where it recorded nothing', () => {
    const two = [START, END].map((t) =>
      snapshot(t, {
        trails: [trail(t), trail(t, { name: 'single', config: { isMultiRegion: false } })],
      }),
    )
    const stop = event('StopLogging', at('2026-03-05'))
    const off = two.map((s, i) =>
      i === 1 ? { ...s, trails: [trail(END, { logging: false }), ...s.trails.slice(1)] } : s,
    )
    const rows = timeline(
      [management()],
      WINDOW,
      evidence({ snapshots: off, events: [stop] }),
      DEFAULT_SETTINGS,
    )
    expect(rows.map((r) => [r.recorder, r.pieces.map((p) => [p.recorded, p.reason])])).toEqual([
      [
        arnOf(),
        [
          ['all', undefined],
          ['none', 'not logging'],
          ['none', 'not logging'],
        ],
      ],
      [arnOf('single'), [['some', undefined]]],
    ])
  })
})
