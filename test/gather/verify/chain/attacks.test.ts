import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, parseInstant } from '../../../../src/model/time.ts'
import { type BuiltChain, chainOf } from '../../../fixtures/digests/chain.ts'
import { digestFile } from '../../../fixtures/digests/digest-file.ts'
import { judgeObjects, kindsOf, linesOf } from '../../../fixtures/digests/judge.ts'
import { examplePlace } from '../../../fixtures/digests/layout.ts'
import { logFile } from '../../../fixtures/digests/log-file.ts'
import { newSigner, publicKeyOf, testSigner } from '../../../fixtures/digests/signer.ts'
import { type StoredObject, storedText } from '../../../fixtures/digests/stored.ts'

/** Six hours, linked, one log file each: the chain that peers 4.2 was measured with. */
const from = parseInstant('2026-11-10T00:00:00Z')
const to = from + 6 * HOUR
const six = chainOf({ runs: [{ from, to }] })

const digest = (chain: BuiltChain, i: number): StoredObject => {
  const built = chain.digests.at(i)
  if (built === undefined) throw new Error(`no digest ${i}`)
  return built.object
}
const built = (chain: BuiltChain, i: number) => {
  const d = chain.digests.at(i)
  if (d === undefined) throw new Error(`no digest ${i}`)
  return d
}
const log = (chain: BuiltChain, i: number): StoredObject => {
  const file = chain.logs[i]
  if (file === undefined) throw new Error(`no log ${i}`)
  return file.object
}
const without = (chain: BuiltChain, ...gone: readonly StoredObject[]) =>
  chain.objects.filter((o) => !gone.includes(o))
const replaced = (chain: BuiltChain, old: StoredObject, next: StoredObject) =>
  chain.objects.map((o) => (o === old ? next : o))

const judged = (objects: readonly StoredObject[], more = {}) =>
  judgeObjects(objects, { from, to, ...more })

describe('peers 4.2, row by row', () => {
  test('clean: six hours verified, nothing to say', () => {
    const { slots, problems } = judged(six.objects)
    expect(linesOf(slots)).toEqual(['00:00-06:00 verified'])
    expect(slots.map((s) => s.link)).toEqual(['start', ...Array(5).fill('linked')])
    expect(slots.map((s) => s.files.length)).toEqual([1, 1, 1, 1, 1, 1])
    expect(problems).toEqual([])
  })

  test('two consecutive digests deleted: both hours are missing, not one digest of five invalid', () => {
    const result = judged(without(six, digest(six, 2), digest(six, 3)))
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-04:00 missing',
      '04:00-06:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['digest-missing failure'])
    expect(result.problems[0]?.what).toContain('2026-11-10T02:00:00Z to 2026-11-10T04:00:00Z')
    expect(result.problems[0]?.objects).toEqual([
      `s3://${digest(six, 3).bucket}/${digest(six, 3).key}`,
    ])
  })

  test('newest two digests deleted: missing, not "results to 04:00"', () => {
    const result = judged(without(six, digest(six, 4), digest(six, 5)))
    expect(linesOf(result.slots)).toEqual(['00:00-04:00 verified', '04:00-06:00 missing'])
    expect(kindsOf(result)).toEqual(['tail-missing failure'])
  })

  test('all digests deleted where a snapshot saw validation on: a failure, not "no digests found"', () => {
    const result = judged(
      six.logs.map((l) => l.object),
      {
        expected: {
          since: from - HOUR,
          readAt: from,
          latestDigestDelivery: null,
          because: 'the snapshot says so',
        },
      },
    )
    expect(linesOf(result.slots)).toEqual(['00:00-06:00 missing'])
    expect(kindsOf(result)).toEqual(['all-digests-missing failure'])
  })

  test('no digests and nothing that says there should be: open', () => {
    const result = judged(six.logs.map((l) => l.object))
    expect(linesOf(result.slots)).toEqual(['00:00-06:00 unchecked'])
    expect(kindsOf(result)).toEqual(['no-digests open'])
  })

  test('oldest of the window deleted: missing', () => {
    const result = judged(without(six, digest(six, 0)))
    expect(linesOf(result.slots)).toEqual(['00:00-01:00 missing', '01:00-06:00 verified'])
    expect(kindsOf(result)).toEqual(['digest-missing failure'])
  })

  test('previousDigestHashValue and previousDigestSignature are compared with the object found', () => {
    const { place } = six
    const [first] = six.digests
    if (first === undefined) throw new Error('none')
    const other = digestFile({
      place,
      from,
      to: from + HOUR,
      logs: [],
      previous: null,
      signer: testSigner(),
    })
    const result = judged(replaced(six, first.object, other.object))
    expect(linesOf(result.slots)).toEqual(['00:00-01:00 invalid', '01:00-06:00 verified'])
    expect(result.slots[1]?.link).toBe('unproven')
    expect(kindsOf(result)).toEqual(['digest-altered failure'])
  })

  test('a hole of five hours between two linked digests is missing', () => {
    const chain = chainOf({
      runs: [
        { from, to: from + 3 * HOUR },
        { from: from + 8 * HOUR, to: from + 10 * HOUR, continues: true },
      ],
    })
    const result = judged(chain.objects, { to: from + 10 * HOUR })
    expect(linesOf(result.slots)).toEqual([
      '00:00-03:00 verified',
      '03:00-08:00 missing',
      '08:00-10:00 verified',
    ])
    expect(result.slots.at(-2)?.link).toBe('unproven')
    expect(kindsOf(result)).toEqual(['digest-hole failure'])
  })

  test('bytes after the first gzip member of a digest: invalid', () => {
    const old = digest(six, 2)
    const longer = { ...old, stored: Buffer.concat([old.stored, gzipSync('{}')]) }
    const result = judged(replaced(six, old, longer))
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-03:00 invalid',
      '03:00-06:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['digest-trailing-bytes failure'])
  })

  test('a log file that no digest names changes no hour: whoever lists the bucket says unattested', () => {
    const extra = logFile(six.place, from + 30 * MINUTE, 7).object
    expect(linesOf(judged([...six.objects, extra]).slots)).toEqual(['00:00-06:00 verified'])
  })

  test('a digest without logFiles is malformed, and the others are judged all the same', () => {
    const old = digest(six, 3)
    const bad = storedText(
      old,
      built(six, 3).content.replace('"logFiles"', '"logFilez"'),
      old.metadata,
    )
    const result = judged(replaced(six, old, bad))
    expect(linesOf(result.slots)).toEqual([
      '00:00-03:00 verified',
      '03:00-04:00 invalid',
      '04:00-06:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['digest-malformed failure'])
    expect(result.problems[0]?.what).toContain('logFiles')
  })

  test('a restart without a gap is an interruption of no length, not a time between 03:00 and 03:00 without logs', () => {
    const chain = chainOf({
      runs: [
        { from, to: from + 3 * HOUR },
        { from: from + 3 * HOUR, to },
      ],
    })
    const result = judged(chain.objects)
    expect(linesOf(result.slots)).toEqual([
      '00:00-03:00 verified',
      '03:00-03:00 interrupted',
      '03:00-06:00 verified',
    ])
    expect(result.slots[4]?.link).toBe('restart')
    expect(kindsOf(result)).toEqual(['interrupted open'])
  })

  test('a real gap (null link) that nothing explains is interrupted', () => {
    const chain = chainOf({
      runs: [
        { from, to: from + 2 * HOUR },
        { from: from + 4 * HOUR, to },
      ],
    })
    const result = judged(chain.objects)
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-04:00 interrupted',
      '04:00-06:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['interrupted open'])
  })

  test.each(['archived', 'denied', 'kms-denied', 'no-bucket', 'failed', 'too-large'] as const)(
    'a log file that is %s: its hour is unchecked and the run goes on',
    (status) => {
      const file = log(six, 2)
      const result = judged(six.objects, {
        fileOf: (name: { key: string }) =>
          name.key === file.key
            ? { status, detail: 'S3 said so' }
            : {
                status: 'found',
                uri: '',
                sha256: six.logs.find((l) => l.object.key === name.key)?.entry.hashValue ?? '',
                trailing: 0,
                hidden: null,
                movedTo: null,
              },
      })
      expect(linesOf(result.slots)).toEqual([
        '00:00-02:00 verified',
        '02:00-03:00 unchecked',
        '03:00-06:00 verified',
      ])
      expect(kindsOf(result)).toEqual(['log-unreadable open'])
    },
  )

  test('an SPKI public key serves as well as PKCS#1', () => {
    const signer = newSigner({ type: 'spki' })
    const chain = chainOf({ runs: [{ from, to }], signer })
    const result = judged(chain.objects, { keyOf: () => publicKeyOf(signer) })
    expect(linesOf(result.slots)).toEqual(['00:00-06:00 verified'])
  })

  test('trail tr is not tr_us-east-1_x: its digest under the other name is foreign', () => {
    const other = chainOf({
      place: { trail: 'audit_us-east-1_x' },
      runs: [{ from, to }],
    })
    const foreign = { ...digest(other, 2), key: digest(six, 2).key }
    const result = judged(replaced(six, digest(six, 2), foreign))
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-03:00 invalid',
      '03:00-06:00 verified',
    ])
    expect(kindsOf(result)).toContain('digest-foreign failure')
  })

  test('a log file that its digest names is gone, altered, longer: invalid, each with its own name', () => {
    const file = log(six, 1)
    const cases = [
      [without(six, file), 'log-missing failure'],
      [replaced(six, file, storedText(file, '{"Records":[]}')), 'log-altered failure'],
      [
        replaced(six, file, {
          ...file,
          stored: Buffer.concat([file.stored, gzipSync('{"Records":[]}')]),
        }),
        'log-trailing-bytes failure',
      ],
      [
        replaced(six, file, { ...file, stored: file.stored.subarray(0, 40) }),
        'log-altered failure',
      ],
    ] as const
    for (const [objects, kind] of cases) {
      const result = judged(objects)
      expect(linesOf(result.slots)).toEqual([
        '00:00-01:00 verified',
        '01:00-02:00 invalid',
        '02:00-06:00 verified',
      ])
      expect(kindsOf(result)).toEqual([kind])
    }
  })

  test('a bucket and prefix change are followed: links are absolute', () => {
    const chain = chainOf({
      runs: [
        { from, to: from + 2 * HOUR },
        { from: from + 2 * HOUR, to: from + 4 * HOUR, continues: true, bucket: 'new-logs' },
        { from: from + 4 * HOUR, to, continues: true, bucket: examplePlace.bucket, prefix: 'p' },
      ],
    })
    const result = judged(chain.objects)
    expect(linesOf(result.slots)).toEqual(['00:00-06:00 verified'])
    expect(result.slots.slice(1).every((s) => s.link === 'linked')).toBe(true)
  })
})
