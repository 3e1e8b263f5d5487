import { describe, expect, test } from 'vitest'
import { trailWrites } from '../../../src/reason/coverage/configuration-names.ts'
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
  history,
  management,
  manifest,
  START,
  shown,
  snapshot,
  trail,
  trailAnswer,
  WINDOW,
} from './given.ts'
import { coverage, idsOf, told, whole } from './given-coverage.ts'

const unknownTrail = (time: number) => ({
  ...trail(time),
  config: { unknown: 'access-denied' as const },
  selectors: { unknown: 'access-denied' as const },
  status: [],
})

describe('R21 a state is known between readings that agree', () => {
  test('two readings: recorded, as configured, and the lack of a witness is named', () => {
    const c = coverage(evidence())
    expect(told(c)).toEqual(whole('configured'))
    expect(idsOf(c)).toEqual(['unwitnessed', 'files', 'delivery', 'settling'])
    expect(c.assumptions[0]?.sentence).toContain(arnOf())
  })

  test('one reading before the window: blind, configuration unknown', () => {
    const c = coverage(evidence({ snapshots: [snapshot(START)] }))
    expect(told(c)).toEqual(whole('configuration unknown'))
    expect(c.blind[0]?.detail).toContain('nothing is known after the snapshot of 2026-03-01')
    expect(c.blind[0]?.remedy).toContain('wholetrail collect [--org]')
  })

  test('one reading after the window: blind, although it is on since long', () => {
    const late = snapshot(END, { trails: [trail(END, { started: at('2026-01-01') })] })
    expect(told(coverage(evidence({ snapshots: [late] })))).toEqual(whole('configuration unknown'))
  })

  test('one reading after the window, and event history over it without a change: known', () => {
    const late = snapshot(END, {
      trails: [trail(END, { started: at('2026-01-01') })],
      history: history(),
    })
    const c = coverage(evidence({ snapshots: [late] }))
    expect(told(c)).toEqual(whole('configured'))
  })

  test('history that lacks one of the names, or could not be read, witnesses nothing', () => {
    const lacking = history({ eventNames: trailWrites.filter((n) => n !== 'StopLogging') })
    const denied = history({ events: { unknown: 'access-denied' } })
    const unreadable = history({ events: { known: [{ eventName: 'StopLogging' }] } })
    for (const h of [lacking, denied, unreadable]) {
      const late = snapshot(END, { history: h })
      expect(told(coverage(evidence({ snapshots: [late] })))).toEqual(
        whole('configuration unknown'),
      )
    }
  })

  test('history reaches back 90 days and no further', () => {
    const readAt = WINDOW.from + 90 * 86_400e6 + 2 * 86_400e6
    const late = snapshot(readAt, { history: history({ to: readAt, readAt }) })
    const c = coverage({
      ...evidence({
        snapshots: [late],
        manifest: manifest([complete({ to: readAt, at: readAt })]),
      }),
      now: readAt,
    })
    expect(told(c)).toEqual([
      '03-03T00:00 03-05T00:00 configuration unknown',
      '03-05T00:00 03-08T00:00 configured',
    ])
  })

  test('history that holds a change stops the state there', () => {
    const stop = {
      eventTime: '2026-03-05T12:00:00Z',
      eventID: 'stop-1',
      eventName: 'StopLogging',
      eventSource: 'cloudtrail.amazonaws.com',
      awsRegion: HOME,
      recipientAccountId: A,
      requestParameters: { name: 'main' },
    }
    const late = snapshot(END, {
      trails: [trail(END, { logging: false })],
      history: history({ events: { known: [{ CloudTrailEvent: JSON.stringify(stop) }] } }),
    })
    const snapshots = [snapshot(START), late]
    const inLake = event('StopLogging', at('2026-03-05T12:00:00'), { id: 'stop-1' })
    expect(told(coverage(evidence({ snapshots, events: [inLake] })))).toEqual([
      '03-03T00:00 03-05T11:45 configured',
      '03-05T11:45 03-05T12:00 not logging',
      '03-05T12:00 03-08T00:00 not logging',
    ])
    const c = coverage(evidence({ snapshots }))
    expect(c.blind.filter((b) => b.reason === 'not ingested')).toHaveLength(1)
  })
})

describe('R21 a recorder does not vouch for itself', () => {
  const watched = { s3Bucket: 'watched' }
  const two = (time: number) => [trail(time), trail(time, { name: 'second', config: watched })]
  const both = manifest([complete(), complete({ bucket: 'watched' })])

  test('a second trail is a witness: the assumption changes its name', () => {
    const c = coverage(
      evidence({
        snapshots: [snapshot(START, { trails: two(START) }), snapshot(END, { trails: two(END) })],
        manifest: both,
      }),
    )
    expect(idsOf(c)).not.toContain('unwitnessed')
    expect(idsOf(c)).toContain('witness')
  })

  test('a second trail extends what one reading tells, while its own state is known', () => {
    const c = coverage(
      evidence({
        snapshots: [
          snapshot(START, { trails: [trail(START, { name: 'second', config: watched })] }),
          snapshot(END, { trails: two(END) }),
        ],
        manifest: manifest([complete()]),
      }),
    )
    expect(told(c)).toEqual(whole('not ingested'))
    const read = coverage(
      evidence({
        snapshots: [
          snapshot(START, { trails: [trail(START, { name: 'second', config: watched })] }),
          snapshot(END, { trails: two(END) }),
        ],
        manifest: both,
      }),
    )
    expect(told(read)).toEqual(whole('configured'))
  })

  test('two trails that are each told at one end only do not lift each other', () => {
    const c = coverage(
      evidence({ snapshots: [snapshot(END, { trails: two(END) })], manifest: both }),
    )
    expect(told(c)).toEqual(whole('configuration unknown'))
  })

  test('a stop of the witness ends its witnessing', () => {
    const stopped = [trail(END), trail(END, { name: 'second', config: watched, logging: false })]
    const c = coverage(
      evidence({
        snapshots: [
          snapshot(START, { trails: [trail(START, { name: 'second', config: watched })] }),
          snapshot(END, { trails: stopped }),
        ],
        events: [event('StopLogging', at('2026-03-05'), { request: { name: 'second' } })],
        manifest: both,
      }),
      management(A, { readOnly: { Equals: ['true'] } }),
    )
    expect(told(c)).toEqual([
      '03-03T00:00 03-04T23:45 configured',
      '03-04T23:45 03-05T00:00 not logging',
      '03-05T00:00 03-08T00:00 configuration unknown',
    ])
  })
})

describe('R22 what else tells a state', () => {
  test('known beats unknown: the owner explains what a member was denied', () => {
    const member = snapshot(START, { trails: [unknownTrail(START)] })
    const c = coverage(evidence({ snapshots: [member, snapshot(START), snapshot(END)] }))
    expect(told(c)).toEqual(whole('configured'))
  })

  test('only denied: access denied', () => {
    const denied = [START, END].map((t) => snapshot(t, { trails: [unknownTrail(t)] }))
    expect(told(coverage(evidence({ snapshots: denied })))).toEqual(whole('access denied'))
  })

  test('the last start tells that it was on since then, whatever the first reading said of it', () => {
    const first = snapshot(START, { trails: [{ ...trail(START), status: [] }] })
    const last = snapshot(END, { trails: [trail(END, { started: at('2026-03-05T00:00:00') })] })
    expect(told(coverage(evidence({ snapshots: [first, last] })))).toEqual([
      '03-03T00:00 03-05T00:00 configuration unknown',
      '03-05T00:00 03-05T00:15 not logging',
      '03-05T00:15 03-08T00:00 configured',
    ])
  })

  test('the log itself fixes one end: made and started; a reading fixes the other', () => {
    const made = at('2026-03-03T12:00:00')
    const started = evidence({
      snapshots: [],
      events: [
        event('CreateTrail', made, {
          response: trailAnswer(),
        }),
        event('StartLogging', made + 1e6),
        event('StopLogging', at('2026-03-07')),
      ],
    })
    const c = coverage(started)
    // That this trail was not there yet says nothing of others that no snapshot lists.
    expect(told(c)).toEqual([
      '03-03T00:00 03-03T12:00 configuration unknown',
      '03-03T12:00 03-08T00:00 configuration unknown',
    ])
    const read = coverage({ ...started, snapshots: [snapshot(at('2026-03-06'))] })
    expect(told(read)).toEqual([
      '03-03T00:00 03-03T12:00 did not exist',
      '03-03T12:00 03-03T12:00 not logging',
      '03-03T12:00 03-03T12:15 not logging',
      '03-03T12:15 03-06T00:00 configured',
      '03-06T00:00 03-08T00:00 configuration unknown',
    ])
  })

  test('a trail that is not in the list of its home region did not exist', () => {
    const none = (time: number) =>
      snapshot(time, {
        trails: [],
        trailsListed: [{ account: A, region: HOME, readAt: time, listed: { known: true } }],
      })
    const c = coverage(evidence({ snapshots: [none(START), snapshot(END)] }))
    expect(told(c)).toEqual(whole('configuration unknown'))
    const unwitnessed = evidence({
      snapshots: [snapshot(START), none(END)],
      events: [event('DeleteTrail', at('2026-03-05'))],
    })
    expect(told(coverage(unwitnessed))[0]).toBe('03-03T00:00 03-05T00:00 configuration unknown')
    const deleted = event('DeleteTrail', at('2026-03-05'))
    const fetched = history({ events: { known: [shown(deleted)] } })
    const gone = coverage(
      evidence({
        snapshots: [snapshot(START), { ...none(END), history: fetched }],
        events: [deleted],
      }),
    )
    expect(told(gone)).toEqual([
      '03-03T00:00 03-04T23:45 configured',
      '03-04T23:45 03-05T00:00 not logging',
      '03-05T00:00 03-08T00:00 did not exist',
    ])
  })
})

describe('R5 selectors of a trail', () => {
  test('both lists empty is unknown, unless nothing custom was ever set', () => {
    const empty = (time: number, custom?: boolean) =>
      snapshot(time, {
        trails: [
          {
            ...trail(time),
            selectors: { known: { EventSelectors: [], AdvancedEventSelectors: [] } },
            ...(custom === undefined ? {} : { hasCustomEventSelectors: { known: custom } }),
          },
        ],
      })
    const of = (custom?: boolean) =>
      told(coverage(evidence({ snapshots: [empty(START, custom), empty(END, custom)] })))
    expect(of()).toEqual(whole('configuration unknown'))
    expect(of(true)).toEqual(whole('configuration unknown'))
    expect(of(false)).toEqual(whole('configured'))
  })

  test('the default is the same in its two spellings', () => {
    const advanced = {
      AdvancedEventSelectors: [
        {
          Name: 'Management events selector',
          FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
        },
      ],
    }
    const last = snapshot(END, { trails: [trail(END, { selectors: advanced })] })
    expect(told(coverage(evidence({ snapshots: [snapshot(START), last] })))).toEqual(
      whole('configured'),
    )
  })
})

test('nothing is known of another account', () => {
  const c = coverage(evidence({ snapshots: [] }), management(B))
  expect(told(c)).toEqual(whole('configuration unknown'))
  expect(c.blind[0]?.detail).toContain(B)
  expect(c.blind[0]?.remedy).toContain('wholetrail collect [--org]')
})
