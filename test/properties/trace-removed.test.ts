import { expect, test } from 'vitest'
import { issuingNames } from '../../src/model/catalogue/issuing.ts'
import type { NodeKind, Trace } from '../../src/model/trace.ts'
import { tracedInWhole } from '../reason/trace/given.ts'
import { casesApart, isIssuing, subjectsApart } from './trace-cases-apart.ts'

const RANK = { certain: 3, likely: 2, possible: 1 } as const
const NOBODY: readonly NodeKind[] = ['unknown', 'outside-account']

/** Everyone above the subject, and everything below, with the weakest link of the surest way there. */
const reached = (t: Trace, way: 'up' | 'down'): ReadonlyMap<string, number> => {
  const best = new Map<string, number>(t.starts.map((id) => [id, 3]))
  const next = [...t.starts]
  for (let id = next.pop(); id !== undefined; id = next.pop())
    for (const e of t.edges) {
      const [near, far] = way === 'up' ? [e.to, e.from] : [e.from, e.to]
      const value = Math.min(best.get(id) ?? 0, RANK[e.confidence])
      if (near !== id || value <= (best.get(far) ?? 0)) continue
      best.set(far, value)
      next.push(far)
    }
  return best
}

const people = (t: Trace) => {
  const kinds = new Map(t.nodes.map((n) => [n.id, n.kind]))
  const isNobody = (id: string) => NOBODY.includes(kinds.get(id) ?? 'unknown')
  return [...reached(t, 'up')].filter(([id]) => !t.starts.includes(id) && !isNobody(id))
}

const isNamed = (t: Trace) =>
  t.roots.some((r) => r.confidence === 'certain' || r.confidence === 'likely')

/** Records of a case without the nth of its issuing calls. */
const without = (records: readonly object[], n: number): readonly object[] => {
  const lost = records.filter(isIssuing)[n]
  return records.filter((r) => r !== lost)
}

const most = Math.max(...casesApart.map((c) => c.records.filter(isIssuing).length))

test('every issuing call is there to be removed', () => {
  const names = new Set(
    casesApart.flatMap((c) => c.records).map((r) => (r as { eventName: string }).eventName),
  )
  expect(issuingNames().filter((n) => !names.has(n))).toEqual([])
})

test.each(Array.from({ length: most }, (_, n) => n))(
  'issuing record %i of each golden case removed: no link to anybody who was not there, none surer, and a reason where nobody is left',
  async (n) => {
    const whole = await tracedInWhole(
      casesApart.flatMap((c) => c.records),
      subjectsApart,
    )
    const less = await tracedInWhole(
      casesApart.flatMap((c) => without(c.records, n)),
      subjectsApart,
    )
    for (const [i, { name, records }] of casesApart.entries()) {
      const [before, after] = [whole[i], less[i]]
      if (before === undefined || after === undefined) throw new Error(name)
      if (records.filter(isIssuing)[n] === undefined) {
        expect(after, name).toEqual(before)
        continue
      }
      const above = reached(before, 'up')
      for (const [id, rank] of people(after))
        expect(above.get(id) ?? 0, `${name}: ${id}`).toBeGreaterThanOrEqual(rank)
      const below = reached(before, 'down')
      for (const [id, rank] of reached(after, 'down'))
        if (!after.starts.includes(id))
          expect(below.get(id) ?? 0, `${name}: ${id}`).toBeGreaterThanOrEqual(rank)
      if (isNamed(before) && !isNamed(after) && after.seen)
        expect(
          after.missing.map((m) => m.sentence !== '' && m.setting !== ''),
          name,
        ).toContain(true)
    }
  },
)
