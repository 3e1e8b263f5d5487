import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../src/model/time.ts'
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
import { coverage, idsOf, told, whole } from './given-coverage.ts'

const inHome = management(A, inRegion(HOME))

describe('R16 completeness of a source', () => {
  test('partial: never recorded', () => {
    const c = coverage(evidence({ manifest: manifest([complete({ level: 'partial' })]) }))
    expect(told(c)).toEqual(whole('source incomplete'))
    expect(c.blind[0]?.remedy).toContain('wholetrail ingest s3://logs')
  })

  test('asserted: recorded, and the word of who ingested is an assumption', () => {
    const c = coverage(evidence({ manifest: manifest([complete({ level: 'asserted' })]) }))
    expect(told(c)).toEqual(whole('configured'))
    expect(idsOf(c)).toContain('asserted')
    expect(idsOf(coverage(evidence()))).not.toContain('asserted')
  })

  test('nothing ingested', () => {
    const c = coverage(evidence({ manifest: manifest([]) }))
    expect(told(c)).toEqual(whole('not ingested'))
    expect(c.blind[0]?.detail).toContain('s3://logs')
  })

  test('for another bucket, prefix, account or region: of no use', () => {
    for (const other of [
      { bucket: 'elsewhere' },
      { prefix: 'p' },
      { account: B },
      { region: 'us-east-1' },
    ])
      expect(
        coverage(evidence({ manifest: manifest([complete(other)]) }), inHome).recorded,
      ).toEqual([])
  })

  test('one region listed: that region is recorded, and any region is not', () => {
    const one = evidence({ manifest: manifest([complete({ region: HOME })]) })
    expect(told(coverage(one, inHome))).toEqual(whole('configured'))
    const any = coverage(one)
    expect(any.recorded).toEqual([])
    expect(any.blind[0]?.scope[0]?.fields.region).toEqual({ NotEquals: [HOME] })
  })

  test('a copy of an unnamed bucket counts where one place alone could have been copied', () => {
    const copy = manifest([complete({ bucket: null, prefix: null, level: 'asserted' })])
    const c = coverage(evidence({ manifest: copy }))
    expect(told(c)).toEqual(whole('configured'))
    expect(idsOf(c)).toContain('bucket')
    const second = (t: number) => trail(t, { name: 'second', config: { s3Bucket: 'other' } })
    const two = [START, END].map((t) => snapshot(t, { trails: [trail(t), second(t)] }))
    expect(coverage(evidence({ snapshots: two, manifest: copy })).recorded).toEqual([])
  })

  test('partial, and digests prove the slots: verified where the configuration is witnessed', () => {
    const files = manifest([complete({ level: 'partial' })], [object({ sha256: 'h1' })])
    const c = coverage(evidence({ manifest: files, ledger: [slot({ files: ['h1'] })] }), inHome)
    expect(told(c)).toEqual(whole('configured'))
    expect(idsOf(c)).toContain('unwitnessed')
  })
})

describe('R17 files that are yes-only prove nothing', () => {
  test('exports and bare records have no complete source, so all stays blind', () => {
    const bare = object({ kind: 'export', bucket: null, prefix: null, account: null, region: null })
    const c = coverage(evidence({ manifest: manifest([complete({ level: 'partial' })], [bare]) }))
    expect(c.recorded).toEqual([])
  })
})

describe('R18 a listing covers every trail that writes there, a sighting proves none', () => {
  const shared = [START, END].map((t) =>
    snapshot(t, { trails: [trail(t), trail(t, { name: 'second' })] }),
  )

  test('two trails to one bucket and prefix: one listing serves both', () => {
    const c = coverage(evidence({ snapshots: shared }))
    expect(told(c)).toEqual(whole('configured'))
    expect(c.recorded[0]?.by).toHaveLength(1)
  })

  test('after a doubtful change of the bucket, files that either may have written clear neither', () => {
    const policy = event('PutBucketPolicy', at('2026-03-05'), {
      source: 's3.amazonaws.com',
      request: { bucketName: 'logs' },
    })
    const later = object({ named: at('2026-03-06') })
    const one = evidence({ events: [policy], manifest: manifest([complete()], [later]) })
    expect(told(coverage(one, inHome))).toEqual(whole('configured'))
    const c = coverage({ ...one, snapshots: shared }, inHome)
    expect(c.blind.map((b) => b.reason)).toEqual(['delivery failing'])
  })
})

describe('R19 rejected objects are holes', () => {
  const rejected = (over: object) =>
    manifest(
      [complete()],
      [object({ outcome: 'rejected', reason: 'truncated', firstEvent: null, ...over })],
    )

  test('from 24 hours before the time in its name, in its account and region', () => {
    const bad = evidence({ manifest: rejected({}) })
    const c = coverage(bad, inHome)
    expect(told(c)).toEqual([
      '03-03T00:00 03-04T12:00 configured',
      '03-04T12:00 03-05T12:05 log file rejected',
      '03-05T12:05 03-08T00:00 configured',
    ])
    expect(c.blind[0]?.detail).toContain('truncated')
    expect(told(coverage(bad, management(A, inRegion('us-east-1'))))).toEqual(whole('configured'))
  })

  test('without a usable name it blinds everything, and says how to clear it', () => {
    const nameless = { account: null, region: null, named: null, bucket: null, prefix: null }
    const c = coverage(evidence({ manifest: rejected(nameless) }))
    expect(told(c)).toEqual(whole('log file rejected'))
    expect(c.blind[0]?.detail).toContain('blinds everything')
    expect(c.blind[0]?.remedy).toContain('take it away')
  })

  test('what does not claim to be a log is no hole', () => {
    expect(told(coverage(evidence({ manifest: rejected({ claimsLog: false }) }), inHome))).toEqual(
      whole('configured'),
    )
  })

  const fullName = `${A}_CloudTrail_${HOME}_20260305T1200Z_aBcDeFgHiJkLmNoP.json.gz`
  const badIn = (uri: string, over: object = {}) =>
    object({ outcome: 'rejected', firstEvent: null, uri, source: '/tmp/a', ...over })

  test('a sound copy of the same file closes it', () => {
    const good = object({ uri: `s3://logs/${fullName}` })
    const c = coverage(
      evidence({ manifest: manifest([complete()], [badIn(`/tmp/a/${fullName}`), good]) }),
      inHome,
    )
    expect(told(c)).toEqual(whole('configured'))
  })

  test('a file of the same name in another folder does not, where people gave the name', () => {
    const good = object({ uri: 's3://logs/04/log.json.gz' })
    const files = manifest([complete()], [badIn('s3://logs/05/log.json.gz'), good])
    expect(coverage(evidence({ manifest: files }), inHome).blind).toHaveLength(1)
  })

  test('a complete source under another spelling does not: it holds the same bad file', () => {
    const runs = ['s3://logs', 's3://logs/'].map((source) => ({
      source,
      startedAt: END,
      finishedAt: END,
      completeness: [complete()],
    }))
    const files = manifest([], [badIn(`s3://logs/${fullName}`, { source: 's3://logs' })], { runs })
    expect(coverage(evidence({ manifest: files }), inHome).blind[0]?.reason).toBe(
      'log file rejected',
    )
  })

  test('in a folder, its bucket is only guessed: it is a hole of every bucket', () => {
    for (const over of [
      { outcome: 'rejected', bucket: 'evidence' },
      { outcome: 'ingested', bucket: 'evidence', trailing: 9 },
    ]) {
      const files = manifest([complete()], [badIn(`/tmp/a/evidence/${fullName}`, over)])
      expect(coverage(evidence({ manifest: files }), inHome).blind).toHaveLength(1)
    }
  })

  test('another trail that was read closes it', () => {
    const two = [START, END].map((t) =>
      snapshot(t, {
        trails: [trail(t), trail(t, { name: 'second', config: { s3Bucket: 'other' } })],
      }),
    )
    const files = manifest(
      [complete(), complete({ bucket: 'other' })],
      [object({ outcome: 'rejected' })],
    )
    const c = coverage(evidence({ snapshots: two, manifest: files }), inHome)
    expect(c.recordedFraction).toBe(1)
    expect(c.recorded[1]?.by).toEqual([arnOf('second')])
  })

  describe('in the folder of another trail’s bucket', () => {
    const second = { name: 'second', config: { s3Bucket: 'other', isOrganization: false } }
    const two = [START, END].map((t) => snapshot(t, { trails: [trail(t), trail(t, second)] }))
    const key = `AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/${fullName}`
    const run = (bucket: string, over: object = {}) => ({
      source: '/tmp/a',
      startedAt: END,
      finishedAt: END,
      completeness: [complete({ bucket, level: 'asserted', ...over })],
    })
    const judged = (object: object, run2: object = run('other')) => {
      const bad = badIn(`/tmp/a/other/${key}`, { bucket: 'other', prefix: '', ...object })
      const files = manifest([], [bad], { runs: [run('logs'), run2] as never })
      return coverage(evidence({ snapshots: two, manifest: files }), inHome)
    }

    test('R19 the other, read in full, closes it, and the no says what it takes for true', () => {
      const c = judged({})
      expect(c.recordedFraction).toBe(1)
      expect(c.assumptions.map((a) => a.id)).toContain('apart:s3://logs')
    })

    test.each([
      ['a bucket to which no known trail delivers', { bucket: 'elsewhere' }, run('elsewhere')],
      ['the folder of an organisation, where no such trail delivers', { organization: 'o-1' }],
      ['a name that people gave', { uri: `/tmp/a/other/AWSLogs/${A}/log.json.gz` }],
      ['a name of another account than its folder', { account: B, uri: `/tmp/a/other/${key}` }],
      ['a source that does not say it is whole', {}, run('other', { level: 'partial' })],
      ['another source than the one that says so', { source: '/tmp/b' }],
    ])('R19 not by %s', (_, object, run2?: object) => {
      const c = judged(object, run2)
      const elsewhere = 'account' in object
      expect(c.blind.map((b) => b.reason)).toEqual(elsewhere ? [] : ['log file rejected'])
    })
  })

  test('bytes after the first gzip member blind the slot', () => {
    const files = manifest([complete()], [object({ trailing: 12 })])
    expect(told(coverage(evidence({ manifest: files }), inHome))[1]).toBe(
      '03-04T12:00 03-05T12:05 log file missing or altered',
    )
  })
})

describe('R20 equal ids with different content', () => {
  test('blind the events of both files', () => {
    const files = [object({ id: 901 }), object({ id: 902, region: 'us-east-1' })]
    const conflicting = manifest([complete()], files, {
      conflicts: [{ eventId: 'e-1', objects: [901, 902] }],
    })
    const c = evidence({ manifest: conflicting })
    for (const region of [HOME, 'us-east-1'])
      expect(told(coverage(c, management(A, inRegion(region))))).toEqual([
        '03-03T00:00 03-05T11:50 configured',
        '03-05T11:50 03-05T11:55 log file missing or altered',
        '03-05T11:55 03-08T00:00 configured',
      ])
    expect(told(coverage(c, management(A, inRegion('eu-north-1'))))).toEqual(whole('configured'))
  })
})

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
    const c = coverage(
      evidence({ snapshots: [snapshot(START), failing(END, at('2026-03-05T10:00:00'))] }),
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

describe('past retention', () => {
  const lifecycle = (rule: object, time = at('2026-02-01')) =>
    event('PutBucketLifecycle', time, {
      source: 's3.amazonaws.com',
      request: { bucketName: 'logs', LifecycleConfiguration: { Rule: rule } },
    })
  const rule = { Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 5 } }
  const of = (r: object) => told(coverage(evidence({ events: [lifecycle(r)] })))

  test('log files that the bucket had forgotten before they were listed', () => {
    expect(of(rule)).toEqual([
      '03-03T00:00 03-06T00:00 past retention',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })

  test('disabled, about other objects, or about versions only: nothing is forgotten', () => {
    expect(of({ ...rule, Status: 'Disabled' })).toEqual(whole('configured'))
    expect(of({ ...rule, Filter: { Prefix: 'backup/' } })).toEqual(whole('configured'))
    expect(of({ ...rule, Expiration: undefined })).toEqual(whole('configured'))
  })

  test('an expiry that cannot be read forgets everything', () => {
    expect(of({ ...rule, Expiration: { Days: 'soon' } })).toEqual(whole('past retention'))
  })
})

describe('deletions of log files', () => {
  const removed = (key: string | undefined) =>
    event('DeleteObject', at('2026-03-09'), {
      source: 's3.amazonaws.com',
      request: { bucketName: 'logs', ...(key === undefined ? {} : { key }) },
    })
  const key = `AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/${A}_CloudTrail_${HOME}_20260305T0100Z_abc.json.gz`

  test('blind the day in the key, unless the file was read', () => {
    const c = coverage(evidence({ events: [removed(key)] }), inHome)
    expect(told(c)).toEqual([
      '03-03T00:00 03-04T00:00 configured',
      '03-04T00:00 03-06T00:00 log file missing or altered',
      '03-06T00:00 03-08T00:00 configured',
    ])
    const read = manifest([complete()], [object({ uri: `s3://logs/${key}` })])
    expect(told(coverage(evidence({ events: [removed(key)], manifest: read }), inHome))).toEqual(
      whole('configured'),
    )
  })

  test('of files that are not named blind all that was there', () => {
    expect(told(coverage(evidence({ events: [removed(undefined)] }), inHome))).toEqual(
      whole('log file missing or altered'),
    )
  })
})

describe('R5 log files lost in other ways, and buckets named in other ways', () => {
  const s3 = (name: string, over: object = {}) =>
    event(name, at('2026-03-09'), { source: 's3.amazonaws.com', request: null, ...over })
  const key = `AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/${A}_CloudTrail_${HOME}_20260305T0100Z_aBcDeFgHiJkLmNoP.json.gz`
  const inLogs = { request: { bucketName: 'logs', key } }
  const read = manifest([complete()], [object({ uri: `s3://logs/${key}` })])
  const of = (e: ReturnType<typeof event>, files = manifest()) =>
    coverage(evidence({ events: [e], manifest: files }), inHome).blind.map((b) => b.reason)

  test('overwritten: a hole, even though a file of that name was read', () => {
    for (const name of ['PutObject', 'CopyObject', 'CompleteMultipartUpload'])
      expect(of(s3(name, inLogs), read)).toEqual(['log file missing or altered'])
  })

  test('removed by a lifecycle rule: a hole, unless the file was read', () => {
    const expired = s3('ExpireObject', { ...inLogs, source: 's3lifecycle.amazonaws.com' })
    expect(of(expired)).toEqual(['log file missing or altered'])
    expect(of(expired, read)).toEqual([])
  })

  test('through an access point: its resources name the bucket', () => {
    const alias = { request: { bucketName: 'ap-0123456789-s3alias', key } }
    const resources = ['arn:aws:s3:::logs']
    expect(of(s3('DeleteObject', { ...alias, resources }))).toHaveLength(1)
    expect(of(s3('DeleteObject', { ...alias, resources: ['arn:aws:s3:::data'] }))).toEqual([])
  })

  test('a change of a bucket whose request was omitted: by its resources, else any bucket', () => {
    const here = ['arn:aws:s3:::logs']
    for (const name of ['PutBucketLifecycle', 'DeleteBucketPolicy', 'DeleteBucket']) {
      expect(of(s3(name, { resources: here, time: at('2026-03-05') }))).not.toEqual([])
      expect(of(s3(name, { time: at('2026-03-05') }))).not.toEqual([])
      expect(of(s3(name, { resources: ['arn:aws:s3:::data'] }))).toEqual([])
    }
    const rules = {
      LifecycleConfiguration: { Rule: { Status: 'Enabled', Expiration: { Days: 5 } } },
    }
    const set = s3('PutBucketLifecycle', { request: { bucketName: 'logs', ...rules } })
    const unset = s3('DeleteBucketLifecycle', { time: set.time + HOUR })
    const sameSecond = { ...unset, request: { bucketName: 'logs' }, time: set.time }
    for (const events of [
      [set, unset],
      [set, sameSecond],
    ])
      expect(coverage(evidence({ events }), inHome).blind[0]?.reason).toBe('past retention')
  })
})

describe('R29 verified', () => {
  const { from, to } = WINDOW
  const witnessed = [
    snapshot(START),
    snapshot(END, {
      history: [
        {
          account: A,
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
        },
      ],
    }),
  ]
  const hours = (over: object = {}) =>
    Array.from({ length: (to - from) / HOUR + 3 }, (_, i) =>
      slot({ from: from + i * HOUR, to: from + (i + 1) * HOUR, state: 'verified-empty', ...over }),
    )
  const partial = manifest([complete({ level: 'partial' })])

  test('every hour verified and the configuration witnessed: verified, without assumptions', () => {
    const c = coverage(
      evidence({ snapshots: witnessed, ledger: hours(), manifest: partial }),
      inHome,
    )
    expect(told(c)).toEqual(whole('verified'))
    expect(c.assumptions).toEqual([])
  })

  test('another trail is a witness too, once its own hours are verified and it is witnessed', () => {
    const witness = arnOf('witness', B, 'us-east-1')
    const org = (t: number) =>
      trail(t, {
        name: 'witness',
        account: B,
        region: 'us-east-1',
        config: { isOrganization: true, s3Bucket: 'w' },
      })
    const organization = {
      known: {
        id: 'o-1',
        managementAccount: B,
        accounts: [{ id: A, status: 'ACTIVE' as const, joinedAt: at('2026-01-01') }],
      },
    }
    const [, last] = witnessed
    const history = [A, B].flatMap((account) =>
      (last?.history ?? []).map((h) => ({ ...h, account, region: 'us-east-1' })),
    )
    const snapshots = [START, END].map((t) =>
      snapshot(t, { trails: [trail(t), org(t)], organization, history: t === END ? history : [] }),
    )
    const slots = (state: 'verified-empty' | 'unattested') => [
      ...hours(),
      ...Array.from({ length: 240 }, (_, i) =>
        slot({ trail: witness, state, from: START + i * HOUR, to: START + (i + 1) * HOUR }),
      ),
    ]
    const of = (state: 'verified-empty' | 'unattested') =>
      coverage(evidence({ snapshots, ledger: slots(state), manifest: partial }), inHome)
    expect(told(of('verified-empty'))).toEqual(whole('verified'))
    expect(of('verified-empty').recorded[0]?.by).toContain(arnOf())
    expect(told(of('unattested'))).toEqual(whole('configured'))
    const ownerOnly = snapshots.map((s) => ({
      ...s,
      history: s.history.filter((h) => h.account === B),
    }))
    const delegated = evidence({
      snapshots: ownerOnly,
      ledger: slots('verified-empty'),
      manifest: partial,
    })
    expect(told(coverage(delegated, inHome))).toEqual(whole('configured'))
  })

  test('one hour missing, invalid, or with a file that was not ingested: blind around it', () => {
    const middle = (over: object) => hours().map((s, i) => (i === 60 ? { ...s, ...over } : s))
    const of = (over: object) =>
      told(
        coverage(
          evidence({ snapshots: witnessed, ledger: middle(over), manifest: partial }),
          inHome,
        ),
      )
    expect(of({ state: 'missing' })).toEqual([
      '03-03T00:00 03-05T09:59 verified',
      '03-05T09:59 03-05T13:00 digest missing or invalid',
      '03-05T13:00 03-08T00:00 verified',
    ])
    expect(of({ state: 'invalid' })[1]).toContain('digest missing or invalid')
    expect(of({ state: 'verified', files: ['nowhere'] })[1]).toContain(
      'log file missing or altered',
    )
    expect(of({ state: 'unattested' })[1]).toContain('source incomplete')
  })

  test('listed, and some hours unattested: configured there', () => {
    const slots = hours().map((s, i) => (i === 60 ? { ...s, state: 'unattested' as const } : s))
    const c = coverage(evidence({ snapshots: witnessed, ledger: slots }), inHome)
    expect(c.recorded.map((p) => p.assurance)).toEqual(['verified', 'configured', 'verified'])
  })

  test('a region without a digest chain is blind unless it is known to be disabled', () => {
    const c = coverage(evidence({ snapshots: witnessed, ledger: hours(), manifest: partial }))
    expect(c.recorded).toEqual([])
  })
})

test('R30 the default settling is named among the assumptions', () => {
  expect(idsOf(coverage(evidence()))).toContain('settling')
})
