import { groupBy } from '../../model/group-by.ts'
import type { Trace } from '../../model/trace.ts'

/** Whose keys that last are, by key: the name of the user who bears it, also where he is not on the way himself. */
export const bearersOf = (trace: Trace): ReadonlyMap<string, string> => {
  const above = groupBy(trace.edges, (e) => e.to)
  const labels = new Map(trace.nodes.map((n) => [n.id, n.label]))
  const owned = trace.nodes.flatMap(({ id, facts }): readonly (readonly [string, string])[] =>
    facts.user === undefined ? [] : [[id, facts.user]],
  )
  return new Map([
    ...owned,
    ...[...above].flatMap(([key, edges]): readonly (readonly [string, string])[] => {
      const bears = edges.find((e) => e.how === 'bears')
      const label = bears === undefined ? undefined : labels.get(bears.from)
      return label === undefined ? [] : [[key, label]]
    }),
  ])
}

/** Those of them that are only a name: every key that they bear has its making told. */
export const namesakesOf = (trace: Trace): ReadonlySet<string> => {
  const above = groupBy(trace.edges, (e) => e.to)
  const isMade = (key: string) => (above.get(key) ?? []).some((e) => e.how !== 'bears')
  return new Set(
    [...groupBy(trace.edges, (e) => e.from)].flatMap(([from, edges]) =>
      !above.has(from) && edges.every((e) => e.how === 'bears' && isMade(e.to)) ? [from] : [],
    ),
  )
}
