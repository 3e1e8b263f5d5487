import { describe, expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import {
  A,
  at,
  B,
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
} from './given.ts'
import { coverage, idsOf, told, whole } from './given-coverage.ts'

const inHome = management(A, inRegion(HOME))

describe('R27 settling and failing delivery', () => {
  test('what may have arrived after the listing began is not yet delivered', () => {
    const listed = manifest([complete({ at: at('2026-03-07T12:00:00') })])
    const c = coverage(evidence({ manifest: listed }))
    expect(told(c)).toEqual([
      '03-03T00:00 03-07T09:59 configured',
      '03-07T09:59 03-07T12:00 not yet delivered',
      '03-07T12:00 03-08T00:00 not ingested',
    ])
    expect(c.horizon).toBe(at('2026-03-07T09:59:59'))
  })

  test('days that meet are one reading, whichever source each came from', () => {
    const days = [3, 4, 5, 6, 7, 8].map((d) =>
      complete({ from: at(`2026-03-0${d}`), to: at(`2026-03-0${d}`) + DAY }),
    )
    expect(told(coverage(evidence({ manifest: manifest(days) })))).toEqual(whole('configured'))
    const gap = manifest(days.filter((d) => d.from !== at('2026-03-05')))
    expect(told(coverage(evidence({ manifest: gap })))).toEqual([
      '03-03T00:00 03-04T21:59 configured',
      '03-04T21:59 03-06T00:00 not ingested',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })

  const failing = (time: number, since: number | undefined) => {
    const t = trail(time)
    const status = {
      isLogging: true,
      latestDeliveryError: 'AccessDenied',
      ...(since === undefined ? {} : { latestDeliveryTime: since }),
    }
    return snapshot(time, {
      trails: [
        { ...t, status: [{ account: A, region: HOME, readAt: time, status: { known: status } }] },
      ],
    })
  }

  test('a delivery error blinds from the last delivery on', () => {
    const since = at('2026-03-05T10:00:00')
    const last = manifest([complete()], [object({ named: since })])
    const c = coverage(
      evidence({ snapshots: [snapshot(START), failing(END, since)], manifest: last }),
    )
    expect(told(c)).toEqual([
      '03-03T00:00 03-05T08:00 configured',
      '03-05T08:00 03-08T00:00 delivery failing',
    ])
    expect(c.blind[0]?.detail).toContain('AccessDenied')
  })

  test('a file that came five hours after its event: the cell settles by that', () => {
    const late = object({ named: at('2026-03-05T12:00:00'), firstEvent: at('2026-03-05T07:00:00') })
    const until = at('2026-03-08')
    const c = evidence({ manifest: manifest([complete({ to: until, at: until })], [late]) })
    expect(told(coverage(c, inHome)).slice(0, 1)).toEqual(['03-03T00:00 03-07T18:54 configured'])
    expect(coverage(c, inHome).assumptions.map((a) => a.sentence)).toContainEqual(
      expect.stringContaining('within 5.1 hours'),
    )
    expect(told(coverage(c, management(A, inRegion('us-east-1'))))[0]).toContain('03-07T21:59')
  })

  test('without a last delivery it blinds back to the last reading that was well', () => {
    const c = coverage(evidence({ snapshots: [snapshot(START), failing(END, undefined)] }))
    expect(told(c)).toEqual(whole('delivery failing'))
  })

  test('after a repair the backlog counts as read once 30 days were listed', () => {
    const policy = event('DeleteBucketPolicy', at('2026-03-05'), {
      source: 's3.amazonaws.com',
      request: { bucketName: 'logs' },
    })
    const repair = { ...policy, name: 'PutBucketPolicy', id: 'r', time: at('2026-03-06') }
    const well = object({ named: at('2026-03-06T01:00:00') })
    const until = (to: number) =>
      evidence({
        now: to,
        events: [policy, repair],
        snapshots: [snapshot(START), snapshot(to)],
        manifest: manifest([complete({ to, at: to })], [well]),
      })
    expect(told(coverage(until(END), inHome))).toEqual([
      '03-03T00:00 03-04T22:00 configured',
      '03-04T22:00 03-06T00:00 delivery failing',
      '03-06T00:00 03-08T00:00 configured',
    ])
    const later = coverage(until(END + 40 * DAY), inHome)
    expect(told(later)).toEqual(whole('configured'))
    expect(idsOf(later)).toContain('redelivery')
  })

  const doubted = (name: string, time: number) =>
    event(name, time, { source: 's3.amazonaws.com', request: { bucketName: 'logs' } })
  const longAfter = (events: ReturnType<typeof doubted>[], objects: ReturnType<typeof object>[]) =>
    evidence({
      now: END + 90 * DAY,
      events,
      snapshots: [snapshot(START), snapshot(END + 90 * DAY)],
      manifest: manifest([complete({ to: END + 90 * DAY, at: END + 90 * DAY })], objects),
    })
  const broken = doubted('DeleteBucketPolicy', at('2026-03-05'))
  const repaired = doubted('PutBucketPolicy', at('2026-03-06'))
  const well = object({ named: at('2026-03-06T01:00:00') })

  test('another change is no recovery: a delivery that never went well again is not made up for', () => {
    expect(told(coverage(longAfter([broken, repaired], []), inHome))).toEqual([
      '03-03T00:00 03-04T22:00 configured',
      '03-04T22:00 03-08T00:00 delivery failing',
    ])
  })

  test('a rejected file of the days after the repair may be the backlog: the outage stays blind', () => {
    const lost = object({
      outcome: 'rejected',
      firstEvent: null,
      named: at('2026-03-20'),
    })
    expect(told(coverage(longAfter([broken, repaired], [well, lost]), inHome))[1]).toBe(
      '03-04T22:00 03-06T00:00 delivery failing',
    )
  })

  test('R19 a missing digest of the days after the repair may have named the backlog: the outage stays blind', () => {
    const lost = slot({
      from: at('2026-03-20T12:00:00'),
      to: at('2026-03-20T13:00:00'),
      state: 'missing',
    })
    const { ledger: _, ...all } = longAfter([broken, repaired], [well])
    expect(told(coverage({ ...all, ledger: [] }, inHome))).toEqual(whole('configured'))
    expect(told(coverage({ ...all, ledger: [lost] }, inHome))).toEqual([
      '03-03T00:00 03-04T22:00 configured',
      '03-04T22:00 03-06T00:00 delivery failing',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })

  test('an outage while the backlog of another is delivered again: neither is made up for', () => {
    const again = doubted('DeleteBucketPolicy', at('2026-03-07'))
    expect(told(coverage(longAfter([broken, repaired, again], [well]), inHome))).toEqual([
      '03-03T00:00 03-04T22:00 configured',
      '03-04T22:00 03-06T00:00 delivery failing',
      '03-06T00:00 03-06T22:00 configured',
      '03-06T22:00 03-08T00:00 delivery failing',
    ])
  })

  describe('a new policy that is in the record', () => {
    const allow = (resource: string, more: object = {}) => ({
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:PutObject'],
      Resource: ['arn:aws:s3:::logs', resource],
      ...more,
    })
    const put = (...Statement: object[]) =>
      event('PutBucketPolicy', at('2026-03-05'), {
        source: 's3.amazonaws.com',
        request: { bucketName: 'logs', bucketPolicy: { Version: '2012-10-17', Statement } },
      })
    const own = allow(`arn:aws:s3:::logs/AWSLogs/${A}/*`)
    const reasons = (...events: ReturnType<typeof put>[]) =>
      coverage(evidence({ events }), management()).blind.map((b) => b.reason)

    test('R24 lets CloudTrail write: nothing is in doubt in any region, though no delivery was seen', () => {
      expect(reasons(put(own))).toEqual([])
    })

    test.each([
      ['lets it write elsewhere alone', [allow(`arn:aws:s3:::logs/AWSLogs/${B}/*`)]],
      [
        'shuts out a region',
        [own, { ...own, Effect: 'Deny', Resource: '*/CloudTrail/eu-west-1/*' }],
      ],
      [
        'has a condition that nobody knows',
        [{ ...own, Condition: { Bool: { 'aws:Odd': 'true' } } }],
      ],
    ])('R24 %s: in doubt until a delivery is seen', (_, statements) => {
      expect(new Set(reasons(put(...statements)))).toEqual(new Set(['delivery failing']))
    })

    test('R24 ends no outage that began before, and hides no other change of the same second', () => {
      const time = at('2026-03-04')
      const gone = {
        ...put(),
        id: 'gone',
        name: 'DeleteBucketPolicy',
        time,
        request: { bucketName: 'logs' },
      }
      expect(told(coverage(evidence({ events: [gone, put(own)] }), inHome)).at(-1)).toBe(
        '03-03T22:00 03-08T00:00 delivery failing',
      )
      expect(reasons(put(own), { ...gone, time: at('2026-03-05') })).toContain('delivery failing')
      expect(reasons({ ...gone, id: 'a', time: at('2026-03-05') }, put(own))).toContain(
        'delivery failing',
      )
    })
  })

  test('a policy may shut out one region or account: a success elsewhere does not speak for it', () => {
    const elsewhere = { ...well, region: 'us-east-1' }
    const of = (name: string) =>
      coverage(longAfter([doubted(name, at('2026-03-05'))], [elsewhere]), inHome)
    expect(of('PutBucketPolicy').blind.map((b) => b.reason)).toEqual(['delivery failing'])
    expect(of('PutBucketEncryption').blind).toEqual([])
    const status = (region: string) => ({
      account: A,
      region,
      readAt: END,
      status: { known: { isLogging: true, latestDeliveryTime: END - DAY } },
    })
    const toldBy = (region: string) =>
      coverage(
        evidence({
          events: [doubted('PutBucketPolicy', at('2026-03-05'))],
          snapshots: [
            snapshot(START),
            snapshot(END, { trails: [{ ...trail(END), status: [status(region)] }] }),
          ],
        }),
        inHome,
      )
    expect(toldBy('us-east-1').blind).toHaveLength(1)
    expect(toldBy(HOME).blind).toEqual([])
  })

  test('a key that is disabled stops delivery until a delivery is seen', () => {
    const key = 'arn:aws:kms:eu-west-1:111111111111:key/k-1'
    const snapshots = [START, END].map((t) =>
      snapshot(t, { trails: [trail(t, { config: { kmsKeyId: key } })] }),
    )
    const disabled = event('DisableKey', at('2026-03-05'), {
      source: 'kms.amazonaws.com',
      request: { keyId: 'k-1' },
    })
    const c = coverage(evidence({ snapshots, events: [disabled] }))
    expect(c.blind.map((b) => b.reason)).toEqual(['delivery failing'])
    const other = { ...disabled, request: { keyId: 'k-2' } }
    expect(told(coverage(evidence({ snapshots, events: [other] })))).toEqual(whole('configured'))
  })

  test('a bucket that changed hands takes all deliveries from the last good reading on', () => {
    const owned = (t: number, owner: string) =>
      snapshot(t, {
        buckets: [{ name: 'logs', readAt: t, owner: { known: owner }, region: { known: HOME } }],
      })
    const of = (owner: string) =>
      told(coverage(evidence({ snapshots: [owned(START, A), owned(END, owner)] })))
    expect(of(A)).toEqual(whole('configured'))
    expect(of(B)).toEqual(whole('delivery failing'))
  })

  test('a bucket deleted takes with it what was not read before', () => {
    const gone = event('DeleteBucket', at('2026-03-06'), {
      source: 's3.amazonaws.com',
      request: { bucketName: 'logs' },
    })
    const after = object({ named: at('2026-03-07') })
    const c = coverage(
      evidence({ events: [gone], manifest: manifest([complete()], [after]) }),
      inHome,
    )
    expect(told(c)).toEqual([
      '03-03T00:00 03-06T00:00 past retention',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })
})
