import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import { groundOf } from '../../../src/reason/coverage/ground.ts'
import { trustedReads } from '../../../src/reason/coverage/trusted-reads.ts'
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
  objectsOf,
  START,
  selecting,
  shown,
  slot,
  snapshot,
  trail,
  trailAnswer,
  WINDOW,
} from './given.ts'
import { coverage, idsOf, told, whole } from './given-coverage.ts'

describe('R23 contradictions blind back to the last witness', () => {
  test('StartLogging on a trail believed on', () => {
    const c = coverage(evidence({ events: [event('StartLogging', at('2026-03-05T06:00:00'))] }))
    expect(told(c)).toEqual([
      '03-03T00:00 03-05T06:00 configuration unknown',
      '03-05T06:00 03-05T06:15 not logging',
      '03-05T06:15 03-08T00:00 configured',
    ])
    expect(c.blind[0]?.detail).toContain('went unseen')
  })

  test('StartLogging on a trail believed on, where event history shows that nothing stopped it', () => {
    const start = event('StartLogging', at('2026-03-05T06:00:00'))
    const last = snapshot(END, { history: history({ events: { known: [shown(start)] } }) })
    const c = coverage(evidence({ snapshots: [snapshot(START), last], events: [start] }))
    expect(told(c)).toEqual(whole('configured'))
  })

  test('StartLogging in a log that event history does not show: the history is not whole', () => {
    const start = event('StartLogging', at('2026-03-05T06:00:00'))
    const last = snapshot(END, { history: history() })
    const c = coverage(evidence({ snapshots: [snapshot(START), last], events: [start] }))
    expect(told(c)).toEqual([
      '03-03T00:00 03-05T06:00 configuration unknown',
      '03-05T06:00 03-05T06:15 not logging',
      '03-05T06:15 03-08T00:00 configured',
    ])
  })

  describe('a start or stop that AWS dates and event history does not show', () => {
    const dated = (known: object) => {
      const last = trail(END, { started: START })
      const status = last.status.map((s) => ({
        ...s,
        status: { known: { isLogging: true, ...known } },
      }))
      return { ...last, status }
    }
    const of = (last: ReturnType<typeof dated>, ...calls: readonly ReturnType<typeof event>[]) => {
      const fetched = history({ events: { known: calls.map(shown) } })
      const snapshots = [snapshot(START), snapshot(END, { trails: [last], history: fetched })]
      return evidence({ snapshots, events: calls })
    }
    const start = at('2026-03-05')
    const restarted = dated({ startLoggingTime: start + 400_000 })
    const blind = [
      '03-03T00:00 03-05T00:00 configuration unknown',
      '03-05T00:00 03-05T00:15 not logging',
      '03-05T00:15 03-08T00:00 configured',
    ]

    test('a start: a stop may have gone unseen as well', () => {
      expect(told(coverage(of(restarted)))).toEqual(blind)
    })

    test('the same call in event history is no contradiction', () => {
      const call = event('StartLogging', start)
      expect(told(coverage(of(restarted, call)))).toEqual(whole('configured'))
    })

    test('the start of another trail is not that call', () => {
      const call = event('StartLogging', start, { request: { name: 'other' } })
      expect(told(coverage(of(restarted, call)))[0]).toBe(blind[0])
    })

    test('a history that lacks it witnesses nothing at all: no proof rests on it', () => {
      const slots = [slot({ from: START - 86_400e6, to: END })]
      const home = management(A, { region: { Equals: [HOME] } })
      const judged = (last: ReturnType<typeof dated>) =>
        told(coverage({ ...of(last), ledger: slots }, home, { from: START, to: at('2026-03-08') }))
      expect(judged(dated({ startLoggingTime: START - 86_400e6 * 99 }))).toEqual([
        '03-01T00:00 03-08T00:00 verified',
      ])
      const stopped = {
        stopLoggingTime: at('2026-03-09'),
        startLoggingTime: at('2026-03-09') + 60e6,
      }
      expect(judged(dated(stopped))).toEqual(['03-01T00:00 03-08T00:00 configured'])
    })

    test('one of the last hours may not have shown yet: the history is still a witness', () => {
      const reads = (time: number) => {
        const ground = groundOf(of(dated({ startLoggingTime: time })), DEFAULT_SETTINGS)
        return [0, DEFAULT_SETTINGS.settling].map((s) => trustedReads(ground, s).length)
      }
      expect(reads(END - 3_600e6)).toEqual([1, 1])
      expect(reads(END - 3 * 3_600e6)).toEqual([0, 0])
    })
  })

  test('a later start than the last known one means a stop that nobody saw', () => {
    const last = snapshot(END, { trails: [trail(END, { started: at('2026-03-05') })] })
    expect(told(coverage(evidence({ snapshots: [snapshot(START), last] })))).toEqual([
      '03-03T00:00 03-05T00:00 configuration unknown',
      '03-05T00:00 03-05T00:15 not logging',
      '03-05T00:15 03-08T00:00 configured',
    ])
  })

  test('a reading unlike the fold of the changes', () => {
    const last = snapshot(END, { trails: [trail(END, { selectors: selecting('b') })] })
    expect(told(coverage(evidence({ snapshots: [snapshot(START), last] })))).toEqual(
      whole('configuration unknown'),
    )
  })

  test('PutEventSelectors to what was believed in force already', () => {
    const put = event('PutEventSelectors', at('2026-03-05'), {
      request: { trailName: 'main', eventSelectors: [{ readWriteType: 'All' }] },
    })
    expect(told(coverage(evidence({ events: [put] })))).toEqual([
      '03-03T00:00 03-05T00:00 configuration unknown',
      '03-05T00:00 03-05T00:15 not logging',
      '03-05T00:15 03-08T00:00 configured',
    ])
  })

  test('UpdateTrail whose answer differs where it changed nothing', () => {
    const update = event('UpdateTrail', at('2026-03-05'), {
      request: { name: 'main', snsTopicName: 'topic' },
      response: trailAnswer({ isOrganizationTrail: true }),
    })
    const last = snapshot(END, { trails: [trail(END, { config: { isOrganization: true } })] })
    expect(
      told(coverage(evidence({ snapshots: [snapshot(START), last], events: [update] }))),
    ).toEqual([
      '03-03T00:00 03-05T00:00 configuration unknown',
      '03-05T00:00 03-05T01:00 not logging',
      '03-05T01:00 03-08T00:00 configured',
    ])
  })

  test('R27 StopLogging and StartLogging in one second, whatever their ids: unknown after', () => {
    const time = at('2026-03-05')
    for (const [stop, start] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const events = [
        event('StopLogging', time, { id: stop }),
        event('StartLogging', time, { id: start }),
      ].sort((a, b) => (a.id < b.id ? -1 : 1))
      const last = snapshot(END, { history: history() })
      const c = coverage(evidence({ snapshots: [snapshot(START), last], events }))
      expect(told(c)).toEqual([
        '03-03T00:00 03-04T23:45 configured',
        '03-04T23:45 03-05T00:00 not logging',
        '03-05T00:00 03-08T00:00 configuration unknown',
      ])
    }
  })

  test('R27 what was delivered after a place that is not known became possible is not read', () => {
    const moved = trail(END, { config: { s3Bucket: 'elsewhere' } })
    const snapshots = [
      snapshot(START),
      snapshot(at('2026-03-06')),
      snapshot(END, { trails: [moved] }),
    ]
    const c = coverage(evidence({ snapshots }))
    expect(told(c)).toEqual([
      '03-03T00:00 03-05T22:00 configured',
      '03-05T22:00 03-06T00:00 configuration unknown',
      '03-06T00:00 03-08T00:00 configuration unknown',
    ])
  })

  test('R30 before the last reading of all, that it did not move just after is assumed', () => {
    const last = evidence({ snapshots: [snapshot(START), snapshot(at('2026-03-06'))] })
    const until = (to: string) => coverage(last, management(), { from: WINDOW.from, to: at(to) })
    expect(idsOf(until('2026-03-06'))).toContain('place')
    expect(idsOf(until('2026-03-05T22:00:00'))).not.toContain('place')
  })

  test('R27 a stop in the second of a reading: either may have come first', () => {
    const half = at('2026-03-05') + 500_000
    const events = [event('StopLogging', at('2026-03-05'))]
    const snapshots = [START, half, END].map((t) => snapshot(t))
    const c = coverage(evidence({ snapshots, events }))
    expect(told(c).at(-1)).toBe('03-05T00:00 03-08T00:00 configuration unknown')
  })

  test('readings of one second that contradict each other: nothing is known on either side', () => {
    const middle = at('2026-03-05')
    const off = trail(middle, { logging: false })
    const other = trail(middle, { selectors: selecting('b') })
    const of = (second: ReturnType<typeof trail>) =>
      [
        [trail(middle), second],
        [second, trail(middle)],
      ].map((both) => {
        const between = both.map((t) => snapshot(middle, { trails: [t] }))
        const snapshots = [snapshot(START), ...between, snapshot(END)]
        return told(coverage(evidence({ snapshots })))
      })
    const unknown = [
      '03-03T00:00 03-05T00:00 configuration unknown',
      '03-05T00:00 03-08T00:00 configuration unknown',
    ]
    for (const second of [off, other]) expect(of(second)).toEqual([unknown, unknown])
  })

  test('a trail made, set and started in one second: the making came first', () => {
    const time = at('2026-03-05')
    const response = trailAnswer()
    const events = [
      event('StartLogging', time, { id: 'a' }),
      event('CreateTrail', time, { id: 'b', response }),
    ]
    expect(told(coverage(evidence({ snapshots: [snapshot(END)], events })))).toEqual([
      '03-03T00:00 03-05T00:00 did not exist',
      '03-05T00:00 03-05T00:15 not logging',
      '03-05T00:15 03-08T00:00 configured',
    ])
  })

  test('DeleteTrail then CreateTrail of the same name resets selectors and logging', () => {
    const create = event('CreateTrail', at('2026-03-05T01:00:00'), {
      response: trailAnswer(),
    })
    const first = snapshot(START, { trails: [trail(START, { selectors: selecting('b') })] })
    const last = snapshot(END, { trails: [trail(END, { logging: false })] })
    const c = coverage(
      evidence({
        snapshots: [first, last],
        events: [event('DeleteTrail', at('2026-03-05')), create],
      }),
      objectsOf('b'),
    )
    expect(told(c)).toEqual([
      '03-03T00:00 03-04T23:45 configured',
      '03-04T23:45 03-05T00:00 not logging',
      '03-05T00:00 03-05T01:00 did not exist',
      '03-05T01:00 03-08T00:00 not logging',
    ])
  })

  test('UpdateTrail never changes selectors', () => {
    const update = event('UpdateTrail', at('2026-03-05'), {
      request: { name: arnOf(), s3KeyPrefix: 'p' },
      response: trailAnswer({ s3KeyPrefix: 'p' }),
    })
    const trailOf = (t: number, prefix: string) =>
      snapshot(t, {
        trails: [trail(t, { selectors: selecting('b'), config: { s3Prefix: prefix } })],
      })
    const c = coverage(
      evidence({
        snapshots: [trailOf(START, ''), trailOf(END, 'p')],
        events: [update],
        manifest: manifest([complete(), complete({ prefix: 'p' })]),
      }),
      objectsOf('b'),
    )
    expect(told(c)).toEqual(whole('configured'))
  })

  test('a change that names no trail may have been any', () => {
    const put = event('PutEventSelectors', at('2026-03-05'), { request: null })
    expect(told(coverage(evidence({ events: [put] })))).toEqual([
      '03-03T00:00 03-04T22:00 configured',
      '03-04T22:00 03-04T23:00 configuration unknown',
      '03-04T23:00 03-05T00:00 not logging',
      '03-05T00:00 03-08T00:00 configuration unknown',
    ])
  })

  test('an organisation trail may be stopped by a delegated administrator, by its bare name', () => {
    const org = (t: number) =>
      snapshot(t, { trails: [trail(t, { config: { isOrganization: true } })] })
    const stop = event('StopLogging', at('2026-03-05'), { account: B })
    expect(told(coverage(evidence({ snapshots: [org(START), org(END)], events: [stop] })))).toEqual(
      [
        '03-03T00:00 03-04T22:00 configured',
        '03-04T22:00 03-04T23:00 configuration unknown',
        '03-04T23:00 03-05T00:00 not logging',
        '03-05T00:00 03-08T00:00 configuration unknown',
      ],
    )
    expect(told(coverage(evidence({ events: [stop] })))).toEqual(whole('configured'))
  })

  test('failed calls change nothing', () => {
    const failed = event('StopLogging', at('2026-03-05'), { failed: true })
    expect(told(coverage(evidence({ events: [failed] })))).toEqual(whole('configured'))
  })

  test('unattested events never extend a verified coverage', () => {
    const stopped = snapshot(START, { trails: [trail(START, { logging: false })] })
    const last = snapshot(END, { history: history() })
    const slots = [slot({ from: START - 86_400e6, to: END })]
    const start = event('StartLogging', at('2026-03-04'), { objects: [77] })
    const c = coverage(
      evidence({ snapshots: [stopped, last], events: [start], ledger: slots }),
      management(A, { region: { Equals: [HOME] } }),
    )
    expect(c.recorded.map((p) => p.assurance)).toEqual(['configured'])
  })
})
