import { describe, expect, test } from 'vitest'
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
      ['a claim that ends before the file', {}, run('other', { to: at('2026-03-02') })],
      ['a claim made before the file came', {}, run('other', { at: at('2026-03-05') })],
      ['a claim that begins after the file', {}, run('other', { from: at('2026-03-06') })],
      ['a claim about the folder of an organisation', {}, run('other', { organization: 'o-1' })],
    ])('R19 not by %s', (_, object, run2?: object) => {
      const c = judged(object, run2)
      const elsewhere = 'account' in object
      expect(c.blind.map((b) => b.reason)).toEqual(elsewhere ? [] : ['log file rejected'])
    })

    const listed = { account: A, region: HOME, listed: { known: true } } as const
    const made = (time: string) => ({ createdAt: { known: at(time) } })
    test.each([
      [
        'is off',
        [START, END].map((t) =>
          snapshot(t, { trails: [trail(t), trail(t, { ...second, logging: false })] }),
        ),
        false,
      ],
      [
        'was made later, for it was in no list before',
        [
          snapshot(START, { trailsListed: [{ ...listed, readAt: START }] }),
          snapshot(END, { trails: [trail(END), { ...trail(END, second), ...made('2026-03-09') }] }),
        ],
        false,
      ],
      [
        'was made later, as it says itself',
        [
          snapshot(START),
          snapshot(END, { trails: [trail(END), { ...trail(END, second), ...made('2026-03-09') }] }),
        ],
        false,
      ],
      [
        'may have been on',
        [snapshot(START), snapshot(END, { trails: [trail(END), trail(END, second)] })],
        true,
      ],
    ])('R19 by a trail that %s: closed %#', (_, snapshots, closed) => {
      const bad = badIn(`/tmp/a/other/${key}`, { bucket: 'other', prefix: '' })
      const files = manifest([], [bad], { runs: [run('logs'), run('other')] as never })
      const c = coverage(evidence({ snapshots, manifest: files }), inHome)
      expect(c.blind.map((b) => b.reason)).toEqual(closed ? [] : ['log file rejected'])
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

test('R30 the default settling is named among the assumptions', () => {
  expect(idsOf(coverage(evidence()))).toContain('settling')
})
