import { describe, expect, test } from 'vitest'
import type { Expected, TrailEvent } from '../../../../src/gather/verify/chain/context.ts'
import { HOUR, type Instant, MINUTE, parseInstant } from '../../../../src/model/time.ts'
import { chainOf, type Run } from '../../../fixtures/digests/chain.ts'
import { judgeObjects, kindsOf, linesOf } from '../../../fixtures/digests/judge.ts'

const from = parseInstant('2026-11-10T00:00:00Z')
const at = (hours: number): Instant => from + hours * HOUR

const run = (a: number, b: number): Run => ({ from: at(a), to: at(b) })

const event = (effect: TrailEvent['effect'], hours: number): TrailEvent => ({
  effect,
  time: at(hours),
  name: effect,
  eventId: `${effect}-${hours}`,
  actor: 'arn:aws:iam::111122223333:user/mallory',
})

const expected = (more: Partial<Expected>): Expected => ({
  since: at(0),
  readAt: at(5.5),
  latestDigestDelivery: null,
  because: 'the snapshot of 05:30 says so',
  ...more,
})

const judged = (
  runs: readonly Run[],
  more: Partial<Parameters<typeof judgeObjects>[1]> = {},
  keep: (hour: number) => boolean = () => true,
) => {
  const chain = chainOf({ runs })
  const gone = new Set(
    chain.digests.filter((d) => !keep((d.from - from) / HOUR)).map((d) => d.object),
  )
  return judgeObjects(
    chain.objects.filter((o) => !gone.has(o)),
    { from, to: at(6), ...more },
  )
}

describe('a stop that an event explains', () => {
  test('between a short last digest and a start', () => {
    const result = judged([run(0, 2.3), run(4, 6)], { events: [event('stops', 2.25)] })
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:18 verified',
      '02:18-04:00 after-stop',
      '04:00-06:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['trail-stopped open'])
    expect(result.problems[0]?.by).toEqual({
      time: at(2.25),
      name: 'stops',
      eventId: 'stops-2.25',
      actor: 'arn:aws:iam::111122223333:user/mallory',
    })
    expect(result.slots.find((s) => s.state === 'after-stop')?.explainedBy?.eventId).toBe(
      'stops-2.25',
    )
  })

  test('digests deleted before the stop are missing up to the stop', () => {
    const result = judged(
      [run(0, 4.3), run(5, 6)],
      { events: [event('stops', 4.25), event('starts', 5)] },
      (hour) => hour < 2 || hour >= 5,
    )
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-04:15 missing',
      '04:15-05:00 after-stop',
      '05:00-06:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['digest-missing failure', 'trail-stopped open'])
  })

  test('digests deleted after the start are missing, though the next one begins anew', () => {
    const result = judged([run(0, 1), run(5, 6)], {
      events: [event('stops', 0.95), event('starts', 2)],
    })
    expect(linesOf(result.slots)).toEqual([
      '00:00-01:00 verified',
      '01:00-02:00 after-stop',
      '02:00-05:00 missing',
      '05:00-06:00 verified',
    ])
  })

  test('validation turned off: the hour in which it happened has no last digest', () => {
    const result = judged([run(0, 2), run(4, 6)], { events: [event('validation-off', 2.7)] })
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-04:00 after-stop',
      '04:00-06:00 verified',
    ])
  })

  test('an old stop, after which a digest came, explains nothing later', () => {
    const result = judged([run(0, 4), run(5, 6)], {
      events: [event('stops', 0.5), event('starts', 0.6)],
    })
    expect(linesOf(result.slots)).toEqual([
      '00:00-04:00 verified',
      '04:00-05:00 interrupted',
      '05:00-06:00 verified',
    ])
  })

  test('a restart without a gap is explained by its stop', () => {
    const result = judged([run(0, 2.3), run(2.3, 6)], {
      events: [event('stops', 2.25), event('starts', 2.3)],
    })
    expect(result.slots.find((s) => s.link === 'restart')?.explainedBy?.name).toBe('stops')
    expect(kindsOf(result)).toEqual(['trail-stopped open'])
  })

  test('a stop undone by a start before the last digest began explains no later restart', () => {
    const twice = [run(0, 1.3), run(1.3, 1.8), run(1.8, 6)]
    const events = [event('stops', 1.25), event('starts', 1.28)]
    const result = judged(twice, { events })
    expect(linesOf(result.slots)).toEqual([
      '00:00-01:48 verified',
      '01:48-01:48 interrupted',
      '01:48-06:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['trail-stopped open', 'interrupted open'])
  })

  test('at the end: after-stop, and no digest is due', () => {
    const result = judged([run(0, 2.3)], { events: [event('deletes', 2.25)] })
    expect(linesOf(result.slots)).toEqual(['00:00-02:18 verified', '02:18-06:00 after-stop'])
  })

  test('the tail cut off before the stop at the end is missing', () => {
    const result = judged([run(0, 4.3)], { events: [event('stops', 4.25)] }, (hour) => hour < 2)
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-04:15 missing',
      '04:15-06:00 after-stop',
    ])
  })
})

describe('the tail against the clock and LatestDigestDeliveryTime', () => {
  test('an hour and the grace after the newest digest nothing is due yet', () => {
    const now = (hours: number) => judged([run(0, 4)], { asOf: at(hours) })
    expect(linesOf(now(6.9).slots)).toEqual(['00:00-04:00 verified', '04:00-06:00 not-yet-due'])
    expect(linesOf(now(7).slots)).toEqual([
      '00:00-04:00 verified',
      '04:00-05:00 missing',
      '05:00-06:00 not-yet-due',
    ])
    expect(linesOf(now(8).slots)).toEqual(['00:00-04:00 verified', '04:00-06:00 missing'])
  })

  test('CloudTrail delivered a newer one: missing at once', () => {
    const result = judged([run(0, 4)], {
      asOf: at(5.6),
      expected: expected({ latestDigestDelivery: at(5.1) }),
    })
    expect(linesOf(result.slots)).toEqual([
      '00:00-04:00 verified',
      '04:00-05:00 missing',
      '05:00-06:00 not-yet-due',
    ])
    expect(result.problems[0]?.what).toContain('CloudTrail delivered its newest digest at')
  })

  test('CloudTrail had delivered no newer one when it was asked: not yet due until then', () => {
    const result = judged([run(0, 2)], {
      asOf: at(12),
      expected: expected({ latestDigestDelivery: at(2.1), readAt: at(4) }),
    })
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-04:00 not-yet-due',
      '04:00-06:00 missing',
    ])
  })

  test('a snapshot that saw the trail stopped explains the tail without an event', () => {
    const stopped = expected({ since: null, because: 'the trail was not logging at 05:30' })
    expect(linesOf(judged([run(0, 4)], { expected: stopped }).slots)).toEqual([
      '00:00-04:00 verified',
      '04:00-06:00 after-stop',
    ])
    const cut = { ...stopped, latestDigestDelivery: at(5.1) }
    expect(linesOf(judged([run(0, 3)], { expected: cut }).slots)).toEqual([
      '00:00-03:00 verified',
      '03:00-05:00 missing',
      '05:00-06:00 after-stop',
    ])
  })

  test('a stop that a later snapshot contradicts ends where the snapshot says', () => {
    const result = judged([run(0, 2)], {
      events: [event('stops', 1.95)],
      expected: expected({ since: at(3) }),
    })
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-03:00 after-stop',
      '03:00-06:00 missing',
    ])
  })
})

describe('before the oldest digest', () => {
  test('a starting digest: before enabling, and nothing to say', () => {
    const result = judged([run(2, 6)])
    expect(linesOf(result.slots)).toEqual(['00:00-02:00 before-enabling', '02:00-06:00 verified'])
    expect(result.problems).toEqual([])
  })

  test('a starting digest where validation was seen on before: missing', () => {
    const result = judged([run(3, 6)], { expected: expected({ since: at(1), readAt: at(1) }) })
    expect(linesOf(result.slots)).toEqual([
      '00:00-01:00 before-enabling',
      '01:00-03:00 missing',
      '03:00-06:00 verified',
    ])
  })

  test('events that turned both on long before: missing from then on', () => {
    const result = judged([run(5, 6)], {
      events: [event('creates', 0.5), event('validation-on', 0.5), event('starts', 1)],
    })
    expect(linesOf(result.slots)).toEqual([
      '00:00-01:00 before-enabling',
      '01:00-05:00 missing',
      '05:00-06:00 verified',
    ])
  })

  test('the oldest names one that is gone: missing, back to where the trail was created', () => {
    const gone = (more = {}) => judged([run(0, 6)], more, (hour) => hour >= 3)
    expect(linesOf(gone().slots)).toEqual(['00:00-03:00 missing', '03:00-06:00 verified'])
    expect(linesOf(gone({ events: [event('creates', 1)] }).slots)).toEqual([
      '00:00-01:00 before-enabling',
      '01:00-03:00 missing',
      '03:00-06:00 verified',
    ])
  })

  test('a window that begins inside of the chain asks nothing of what was before', () => {
    const chain = chainOf({ runs: [run(0, 6)] })
    const asked = chain.objects.filter(
      (o) => !chain.digests.slice(0, 2).some((d) => d.object === o),
    )
    const result = judgeObjects(asked, { from: at(2), to: at(6) })
    expect(linesOf(result.slots)).toEqual(['02:00-06:00 verified'])
    expect(result.slots[0]?.link).toBe('unproven')
    expect(result.problems).toEqual([])
    const whole = judgeObjects(chain.objects, { from: at(2) + 5 * MINUTE, to: at(4) })
    expect(whole.slots[0]?.link).toBe('linked')
    expect(whole.slots[0]?.from).toBe(at(2) + 5 * MINUTE)
  })
})

describe('no digest at all', () => {
  const none = (more: Partial<Parameters<typeof judgeObjects>[1]>) =>
    judgeObjects([], { from, to: at(6), ...more })

  test('events that turned both on: all gone', () => {
    const result = none({
      events: [event('creates', 1), event('validation-on', 1), event('starts', 1)],
    })
    expect(linesOf(result.slots)).toEqual(['00:00-01:00 unchecked', '01:00-06:00 missing'])
    expect(kindsOf(result)).toContain('all-digests-missing failure')
  })

  test('a snapshot that saw validation off: nothing was due, and that is open', () => {
    const result = none({ expected: expected({ since: null, because: 'validation was off' }) })
    expect(linesOf(result.slots)).toEqual(['00:00-06:00 before-enabling'])
    expect(kindsOf(result)).toEqual(['no-digests open'])
  })

  test('seen on an hour ago: not yet due', () => {
    const result = none({ asOf: at(6), expected: expected({ since: at(5) }) })
    expect(linesOf(result.slots)).toEqual(['00:00-05:00 unchecked', '05:00-06:00 not-yet-due'])
  })
})
