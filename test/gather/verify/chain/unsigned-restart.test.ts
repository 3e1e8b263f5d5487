import { expect, test } from 'vitest'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { judgeObjects } from '../../../fixtures/digests/judge.ts'

const FROM = parseInstant('2026-10-01T00:00:00Z')
const kept = 'copy without metadata'

test('the last digest before a restart is unsigned because the chain begins anew, not because one is gone', () => {
  const { objects } = chainOf({
    runs: [
      { from: FROM, to: FROM + 2 * HOUR },
      { from: FROM + 2 * HOUR, to: FROM + 4 * HOUR },
    ],
  })
  const judged = judgeObjects(objects, { from: FROM, to: FROM + 4 * HOUR, kept })
  const [unsigned] = judged.problems.filter((p) => p.kind === 'unsigned')
  expect(unsigned?.what).toContain('the chain begins anew after it')
  expect(unsigned?.what).not.toContain('gone')
})

test('where the digest after it is gone, that is said', () => {
  const { digests, objects } = chainOf({ runs: [{ from: FROM, to: FROM + 4 * HOUR }] })
  const left = objects.filter((o) => o !== digests[2]?.object)
  const judged = judgeObjects(left, { from: FROM, to: FROM + 4 * HOUR, kept })
  const [unsigned] = judged.problems.filter((p) => p.kind === 'unsigned')
  expect(unsigned?.what).toContain('the digest after it is gone')
})
