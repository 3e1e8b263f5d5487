import { describe, expect, test } from 'vitest'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { digestFile } from '../../../fixtures/digests/digest-file.ts'
import { judgeObjects, kindsOf, linesOf } from '../../../fixtures/digests/judge.ts'
import { testSigner } from '../../../fixtures/digests/signer.ts'

const from = parseInstant('2026-11-10T00:00:00Z')
const to = from + 4 * HOUR
const chain = chainOf({ runs: [{ from, to }] })
const gone = chain.digests[1]
/** Authentic, of the same hour and the same trail, from another prefix. */
const other = digestFile({
  place: { ...chain.place, prefix: 'other' },
  from: from + HOUR,
  to: from + 2 * HOUR,
  logs: [],
  previous: null,
  signer: testSigner(),
})

describe('another digest in the place of the one that its successor names', () => {
  test.each(['bucket', 'copy'] as const)(
    'it fills the time, and the named one is missing all the same: %s',
    (kept) => {
      const objects = [...chain.objects.filter((o) => o !== gone?.object), other.object]
      const result = judgeObjects(objects, { from, to, kept })
      expect(linesOf(result.slots)[0]).toContain('00:00-01:00 verified')
      expect(kindsOf(result)).toContain('digest-missing failure')
      expect(result.problems.flatMap((p) => p.objects)).toContain(
        `s3://${gone?.object.bucket}/${gone?.object.key}`,
      )
    },
  )
})
