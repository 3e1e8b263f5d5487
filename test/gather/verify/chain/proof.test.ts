import { describe, expect, test } from 'vitest'
import { judgeChain } from '../../../../src/gather/verify/chain/judge-chain.ts'
import type { FoundDigest } from '../../../../src/gather/verify/digest/found.ts'
import { HOUR, MINUTE, parseInstant } from '../../../../src/model/time.ts'
import { type BuiltChain, chainOf } from '../../../fixtures/digests/chain.ts'
import { foundDigests } from '../../../fixtures/digests/found.ts'
import { contextOf, judgeObjects, kindsOf, linesOf } from '../../../fixtures/digests/judge.ts'
import { newSigner, publicKeyOf, testSigner } from '../../../fixtures/digests/signer.ts'
import { type StoredObject, storedText } from '../../../fixtures/digests/stored.ts'

const from = parseInstant('2026-11-10T00:00:00Z')
const to = from + 4 * HOUR
const four = chainOf({ runs: [{ from, to }] })
const key = publicKeyOf(testSigner())

type More = Partial<Parameters<typeof judgeObjects>[1]>

const judged = (objects: readonly StoredObject[], more: More = {}) =>
  judgeObjects(objects, { from, to, ...more })

const changed = (
  chain: BuiltChain,
  i: number,
  change: (o: StoredObject) => StoredObject,
): readonly StoredObject[] => {
  const old = chain.digests.at(i)?.object
  return chain.objects.map((o) => (o === old ? change(o) : o))
}

const metadata =
  (more: Readonly<Record<string, string>>) =>
  (o: StoredObject): StoredObject => ({ ...o, metadata: { ...o.metadata, ...more } })

describe('signatures without metadata', () => {
  test('all but the newest are proven by their successors; the newest is unsigned offline', () => {
    const result = judged(four.objects, { kept: 'copy without metadata' })
    expect(linesOf(result.slots)).toEqual(['00:00-03:00 verified', '03:00-04:00 unchecked'])
    expect(kindsOf(result)).toEqual(['unsigned-offline open'])
    expect(result.slots[3]?.link).toBe('unproven')
  })

  test('with the successor gone as well, a digest is unsigned and its successor missing', () => {
    const gone = four.digests.at(2)?.object
    const result = judged(
      four.objects.filter((o) => o !== gone),
      { kept: 'copy without metadata' },
    )
    expect(linesOf(result.slots)).toEqual([
      '00:00-01:00 verified',
      '01:00-02:00 unchecked',
      '02:00-03:00 missing',
      '03:00-04:00 unchecked',
    ])
    expect(kindsOf(result)).toEqual([
      'unsigned open',
      'digest-missing failure',
      'unsigned-offline open',
    ])
  })

  test('an altered newest digest is found by what it says of the one before', () => {
    const forged = four.digests
      .at(-1)
      ?.content.replace(
        /"previousDigestHashValue":"./,
        (m) => `${m.slice(0, -1)}${m.endsWith('0') ? '1' : '0'}`,
      )
    const objects = changed(four, -1, (o) => storedText(o, forged ?? '', o.metadata))
    const result = judged(objects, { kept: 'copy without metadata' })
    expect(linesOf(result.slots)).toEqual(['00:00-03:00 verified', '03:00-04:00 invalid'])
    expect(kindsOf(result)).toEqual(['digest-altered failure'])
  })

  test('in a bucket an object that lost its metadata is proven all the same, and that is said', () => {
    const result = judged(changed(four, 1, (o) => ({ ...o, metadata: {} })))
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(kindsOf(result)).toEqual(['metadata-incomplete note'])
  })
})

describe('metadata that was changed', () => {
  test('another signature is a failure, though the successor proves the content', () => {
    const result = judged(changed(four, 1, metadata({ signature: 'ab'.repeat(256) })))
    expect(linesOf(result.slots)).toEqual([
      '00:00-01:00 verified',
      '01:00-02:00 invalid',
      '02:00-04:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['digest-metadata-altered failure'])
  })

  test.each(['', 'not hex', 'abc', '00'])(
    'signature bytes "%s" do not stop the run',
    (signature) => {
      const result = judged(changed(four, -1, metadata({ signature })))
      expect(linesOf(result.slots)).toEqual(['00:00-03:00 verified', '03:00-04:00 invalid'])
      expect(kindsOf(result)).toEqual(['digest-altered failure'])
    },
  )

  test('another signature-algorithm', () => {
    const result = judged(changed(four, 1, metadata({ 'signature-algorithm': 'SHA1withRSA' })))
    expect(kindsOf(result)).toEqual(['digest-metadata-altered failure'])
  })
})

describe('keys', () => {
  test('no public key: unchecked, one problem for all hours, with the reason', () => {
    const result = judged(four.objects, { keyOf: () => undefined, keysMissing: '--offline' })
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 unchecked'])
    expect(kindsOf(result)).toEqual(['no-public-key open'])
    expect(result.problems[0]?.what).toContain('--offline')
    expect(result.problems[0]?.objects).toHaveLength(4)
  })

  test('without keys an altered digest is found by its hash all the same', () => {
    const objects = changed(four, 1, (o) =>
      storedText(
        o,
        four.digests[1]?.content.replace('"logFiles":[', '"x":1,"logFiles":[') ?? '',
        o.metadata,
      ),
    )
    const result = judged(objects, { keyOf: () => undefined })
    // One of the two was altered, and nothing says which.
    expect(result.slots.map((x) => x.state)).toEqual([
      'unchecked',
      'invalid',
      'invalid',
      'unchecked',
    ])
    expect(kindsOf(result)).toContain('digest-altered failure')
  })

  test('a key whose fingerprint is not the MD5 of its bytes is no key', () => {
    const wrong = { ...publicKeyOf(newSigner()), fingerprint: key.fingerprint }
    const result = judged(four.objects, { keyOf: () => wrong })
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 unchecked'])
    expect(result.problems[0]?.what).toContain('is not the one that its fingerprint')
  })

  test("up to two hours outside of the key's times is a note, more is a failure", () => {
    const until = (minutes: number) =>
      judged(four.objects, { keyOf: () => ({ ...key, to: to - minutes * MINUTE }) })
    expect(kindsOf(until(120))).toEqual(['key-rotation note'])
    expect(linesOf(until(120).slots)).toEqual(['00:00-04:00 verified'])
    expect(linesOf(until(121).slots)).toEqual(['00:00-03:00 verified', '03:00-04:00 invalid'])
    const since = judged(four.objects, { keyOf: () => ({ ...key, from: from + 4 * HOUR }) })
    expect(linesOf(since.slots)).toEqual(['00:00-01:00 invalid', '01:00-04:00 verified'])
  })

  test('two regions, or a rotation in between: each digest with its own key', () => {
    const next = newSigner()
    const later = chainOf({ runs: [{ from: from + 2 * HOUR, to }], signer: next })
    const earlier = chainOf({ runs: [{ from, to: from + 2 * HOUR }] })
    const result = judged([...earlier.objects, ...later.objects], {
      keyOf: (f) => [key, publicKeyOf(next)].find((k) => k.fingerprint === f),
    })
    expect(result.slots.filter((x) => x.digest !== null).map((x) => x.state)).toEqual(
      Array(4).fill('verified'),
    )
  })

  test('another algorithm than SHA256withRSA is invalid, whoever signed it', () => {
    const objects = changed(four, -1, (o) =>
      storedText(
        o,
        four.digests.at(-1)?.content.replace('SHA256withRSA', 'SHA1withRSA') ?? '',
        o.metadata,
      ),
    )
    expect(kindsOf(judged(objects))).toContain('digest-algorithm failure')
  })
})

describe('where digests lie', () => {
  test('moved, and authentic: verified, with a note', () => {
    const result = judged(changed(four, 1, (o) => ({ ...o, key: `archive/${o.key}` })))
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(result.slots[2]?.link).toBe('linked')
    expect(kindsOf(result)).toEqual(['digest-moved note'])
  })

  test('in a copy folders and the bucket have any name', () => {
    const objects = four.objects.map((o) =>
      o.key.includes('Digest') ? { ...o, bucket: 'tmp', key: `x/${o.key}` } : o,
    )
    expect(judged(objects, { kept: 'copy' }).problems).toEqual([])
  })

  test('an old digest passed off for the newest: a failure, and the newest is missing', () => {
    const [oldest] = four.digests
    const result = judged(
      changed(four, -1, (o) => ({ ...(oldest?.object ?? o), bucket: o.bucket, key: o.key })),
    )
    expect(linesOf(result.slots)).toEqual(['00:00-03:00 verified', '03:00-04:00 missing'])
    expect(kindsOf(result)).toEqual(['digest-renamed failure', 'tail-missing failure'])
  })

  test('one copy with altered metadata and one without: the hour stays verified, the alteration is a failure', () => {
    const one = four.digests[1]?.object
    if (one === undefined) throw new Error('none')
    const other = { ...one, bucket: 'a-replica', metadata: { ...one.metadata, signature: 'ab' } }
    const result = judged([...four.objects, other])
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(kindsOf(result)).toContain('digest-metadata-altered failure')
  })

  test('a forged digest stands for no more than the hour of its name, whatever times it states', () => {
    const [, second, third, fourth] = four.digests
    if (second === undefined || third === undefined || fourth === undefined) throw new Error('none')
    const early = (d: typeof third) =>
      storedText(
        d.object,
        d.content.replace(/"digestStartTime":"[^"]*"/, '"digestStartTime":"2026-11-10T01:00:00Z"'),
        d.object.metadata,
      )
    const forged = four.objects.flatMap((o) => {
      if (o === second.object) return []
      return [o === third.object ? early(third) : o]
    })
    expect(linesOf(judged(forged).slots)).toEqual([
      '00:00-01:00 verified',
      '01:00-02:00 missing',
      '02:00-03:00 invalid',
      '03:00-04:00 verified',
    ])
    const unsigned = four.objects.flatMap((o) => {
      if (o === third.object) return []
      return [o === fourth.object ? early(fourth) : o]
    })
    expect(linesOf(judged(unsigned, { kept: 'copy without metadata' }).slots)).toEqual([
      '00:00-01:00 verified',
      '01:00-02:00 unchecked',
      '02:00-03:00 missing',
      '03:00-04:00 unchecked',
    ])
  })

  test('a forged digest beside the true one: the hour stays verified, the forgery is a failure', () => {
    const one = four.digests[1]
    if (one === undefined) throw new Error('none')
    const forged = {
      ...storedText(
        one.object,
        one.content.replace('"logFiles":[', '"logFiles":[],"x":['),
        one.object.metadata,
      ),
      key: one.object.key.replace('T020000Z', 'T014500Z'),
    }
    const result = judged([...four.objects, forged])
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(kindsOf(result)).toContain('digest-altered failure')
  })
})

describe('what a delete marker hides', () => {
  const by = { time: to, name: 'DeleteObject', eventId: 'e1', actor: 'arn:aws:iam::1:user/m' }

  test('a digest: the hour stays verified, the deletion is a failure with its actor', () => {
    const digests = foundDigests(four.objects).map(
      (d, i): FoundDigest => (i === 1 ? { ...d, hidden: { deletedAt: to } } : d),
    )
    const context = { ...contextOf(four.objects, { from, to }), deletionOf: () => by }
    const result = judgeChain(digests, [], context)
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(kindsOf(result)).toEqual(['digest-deleted failure'])
    expect(result.problems[0]?.by).toEqual(by)
  })

  test('a log file', () => {
    const name = four.logs[2]?.object.key
    const context = contextOf(four.objects, { from, to })
    const result = judgeChain(foundDigests(four.objects), [], {
      ...context,
      deletionOf: () => by,
      fileOf: (file) => {
        const found = context.fileOf(file)
        return found.status === 'found' && file.key === name
          ? { ...found, hidden: { deletedAt: to } }
          : found
      },
    })
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(kindsOf(result)).toEqual(['log-deleted failure'])
  })
})

describe('digests that cannot be read', () => {
  test.each(['archived', 'denied', 'kms-denied', 'no-bucket', 'failed', 'too-large'] as const)(
    '%s: the hour is unchecked, its neighbours are not',
    (status) => {
      const digests = foundDigests(four.objects).map(
        (d, i): FoundDigest => (i === 1 ? { ...d, content: { status, detail: 'x' } } : d),
      )
      const result = judgeChain(digests, [], contextOf(four.objects, { from, to }))
      expect(linesOf(result.slots)).toEqual([
        '00:00-01:00 verified',
        '01:00-02:00 unchecked',
        '02:00-04:00 verified',
      ])
      expect(result.slots[2]?.link).toBe('unproven')
      expect(kindsOf(result)).toEqual(['digest-unreadable open'])
    },
  )

  test('absent after it was listed: as if it had not been listed', () => {
    const digests = foundDigests(four.objects).map(
      (d, i): FoundDigest => (i === 1 ? { ...d, content: { status: 'absent', detail: '' } } : d),
    )
    const result = judgeChain(digests, [], contextOf(four.objects, { from, to }))
    expect(kindsOf(result)).toEqual(['digest-missing failure'])
  })
})

describe('the backfill chain', () => {
  const late = chainOf({
    runs: [{ from, to }],
    backfill: [0, 1, 2].map((i) => ({
      hour: from + i * HOUR,
      generatedAt: from + (i + 8) * HOUR,
    })),
  })
  const gone = (i: number) => late.objects.filter((o) => o !== late.backfill.at(i)?.object)

  test('has slots of its own, and no hour is due', () => {
    const result = judged(late.objects)
    expect(result.backfill.map((s) => [s.state, s.link])).toEqual([
      ['verified', 'start'],
      ['verified', 'linked'],
      ['verified', 'linked'],
    ])
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(result.problems).toEqual([])
  })

  test('one in the middle is gone: missing, and the standard chain is not touched', () => {
    const result = judged(gone(1))
    expect(result.backfill.map((s) => s.state)).toEqual(['verified', 'missing', 'verified'])
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified'])
    expect(kindsOf(result)).toEqual(['digest-missing failure'])
  })

  test('the newest gone shows nowhere: undetectable by design', () => {
    expect(judged(gone(-1)).problems).toEqual([])
  })

  test('alone, without a standard chain: its files are proven, the hours are not', () => {
    const alone = late.objects.filter((o) => !late.digests.some((d) => d.object === o))
    const result = judged(alone)
    expect(result.backfill.map((s) => s.state)).toEqual(['verified', 'verified', 'verified'])
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 unchecked'])
  })

  test('its key is judged by when it was made, not by the hour that it fills', () => {
    const rotated = { ...key, from: from + 8 * HOUR }
    const result = judgeObjects(late.objects, { from, to, keyOf: () => rotated })
    expect(result.backfill.map((s) => s.state)).toEqual(['verified', 'verified', 'verified'])
  })

  test('without backfill-generation-timestamp: verified, and said', () => {
    const objects = late.objects.map((o) => {
      if (o !== late.backfill[0]?.object) return o
      const { 'backfill-generation-timestamp': _, ...rest } = o.metadata
      return { ...o, metadata: rest }
    })
    expect(kindsOf(judged(objects))).toEqual(['metadata-incomplete note'])
  })

  test('what one before the window was is not asked', () => {
    const result = judgeObjects(gone(0), { from: from + HOUR, to })
    expect(result.backfill.map((x) => x.state)).toEqual(['verified', 'verified'])
    expect(result.problems).toEqual([])
  })

  test('renamed to a standard digest it is foreign', () => {
    const objects = late.objects.map((o) =>
      o === late.backfill.at(-1)?.object
        ? { ...o, key: o.key.replace('_backfill', '').replace('T03', 'T05') }
        : o,
    )
    const result = judgeObjects(objects, { from, to: from + 5 * HOUR })
    expect(kindsOf(result)).toContain('digest-foreign failure')
  })
})
