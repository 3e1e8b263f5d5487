import { describe, expect, test } from 'vitest'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { judgeObjects, kindsOf, linesOf } from '../../../fixtures/digests/judge.ts'
import { storedText } from '../../../fixtures/digests/stored.ts'

const from = parseInstant('2026-11-10T00:00:00Z')
const at = (hours: number) => from + hours * HOUR
const to = at(8)

/** What AWS tests of its own command (peers 4.3), as far as a chain alone shows it. */
describe('peers 4.3', () => {
  test('missing, twice, not in a row', () => {
    const chain = chainOf({ runs: [{ from, to }] })
    const gone = [2, 5].map((i) => chain.digests[i]?.object)
    const result = judgeObjects(
      chain.objects.filter((o) => !gone.includes(o)),
      { from, to },
    )
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-03:00 missing',
      '03:00-05:00 verified',
      '05:00-06:00 missing',
      '06:00-08:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['digest-missing failure', 'digest-missing failure'])
  })

  test('invalid, twice in a row: one problem over both hours', () => {
    const chain = chainOf({ runs: [{ from, to }] })
    const bad = [3, 4].map((i) => chain.digests[i]?.object)
    const objects = chain.objects.map((o) =>
      bad.includes(o) ? storedText(o, 'broken', o.metadata) : o,
    )
    const result = judgeObjects(objects, { from, to })
    expect(linesOf(result.slots)).toEqual([
      '00:00-03:00 verified',
      '03:00-05:00 invalid',
      '05:00-08:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['digest-malformed failure'])
    expect(result.problems[0]).toMatchObject({ from: at(3), to: at(5) })
  })

  test('gap, twice', () => {
    const chain = chainOf({
      runs: [
        { from, to: at(2) },
        { from: at(3), to: at(5) },
        { from: at(6), to },
      ],
    })
    const result = judgeObjects(chain.objects, { from, to })
    expect(linesOf(result.slots)).toEqual([
      '00:00-02:00 verified',
      '02:00-03:00 interrupted',
      '03:00-05:00 verified',
      '05:00-06:00 interrupted',
      '06:00-08:00 verified',
    ])
    expect(kindsOf(result)).toEqual(['interrupted open', 'interrupted open'])
  })

  test('bucket A, B, A: the list of A is not used up', () => {
    const chain = chainOf({
      runs: [
        { from, to: at(3) },
        { from: at(3), to: at(5), continues: true, bucket: 'bucket-b' },
        { from: at(5), to, continues: true, bucket: 'example-audit-logs' },
      ],
    })
    const result = judgeObjects(chain.objects, { from, to })
    expect(linesOf(result.slots)).toEqual(['00:00-08:00 verified'])
    expect(result.problems).toEqual([])
  })

  test('a missing digest just where the bucket changed', () => {
    const chain = chainOf({
      runs: [
        { from, to: at(3) },
        { from: at(3), to, continues: true, bucket: 'bucket-b' },
      ],
    })
    const gone = chain.digests[3]?.object
    const result = judgeObjects(
      chain.objects.filter((o) => o !== gone),
      { from, to },
    )
    expect(linesOf(result.slots)[1]).toBe('03:00-04:00 missing')
    expect(result.problems[0]?.objects[0]).toContain('s3://bucket-b/')
  })
})
