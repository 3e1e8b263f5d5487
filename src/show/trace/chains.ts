import type { Group, GroupLink, Groups } from './groups.ts'

/** One way from a root down to what was asked about. */
export interface Chain {
  readonly root: Group
  /** From the root down; empty where the subject is its own root. */
  readonly links: readonly GroupLink[]
}

const MOST = 200

/** Every way up from a group, as links from the root down, one after the other: a forged log may have very many. */
function* waysTo(group: Group, groups: Groups, below: readonly GroupLink[]): Generator<Chain> {
  const passed = new Set([group, ...below.map((l) => l.to)])
  const up = groups.above(group).filter((l) => !passed.has(l.from))
  if (up.length === 0) yield { root: group, links: below }
  for (const link of up) yield* waysTo(link.from, groups, [link, ...below])
}

const first = (ways: Iterator<Chain>, n: number): readonly Chain[] => {
  const out: Chain[] = []
  for (let way = ways.next(); way.done !== true && out.length < n; way = ways.next())
    out.push(way.value)
  return out
}

/** A user who is but the name on a key stands with the key: where its making is told, he is no way of his own. */
const isWay =
  (groups: Groups) =>
  ({ links: [link] }: Chain): boolean =>
    link?.how !== 'bears' || groups.above(link.to).every((l) => l.how === 'bears')

/** Chains that end at what was asked about, those with the most members first; at most 200 for each group. */
export const chainsOf = (groups: Groups): readonly Chain[] =>
  groups.all
    .filter((g) => g.isStart)
    .toSorted((a, b) => b.members.length - a.members.length)
    .flatMap((start) => first(waysTo(start, groups, []), MOST))
    .filter(isWay(groups))
