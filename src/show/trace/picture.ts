import { groupBy } from '../../model/group-by.ts'
import type { Confidence, Trace } from '../../model/trace.ts'
import { count } from '../format/quantity.ts'
import { type Group, type GroupLink, type Groups, groupsOf } from './groups.ts'
import { rootsOf } from './outcome.ts'
import { howWord, kindOf, moment } from './words.ts'

/** A node of a drawing: its lines as they came from the logs, to be escaped by whoever writes them. */
export interface Box {
  readonly id: string
  readonly lines: readonly string[]
  readonly as: 'root' | 'asked' | 'missing' | 'other'
}

export interface Arrow {
  readonly from: string
  readonly to: string
  readonly lines: readonly string[]
  readonly confidence: Confidence
}

export interface Picture {
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
  /** Groups that were left out: nobody reads more, and Mermaid draws no more than 500 links. */
  readonly hidden: number
}

const MOST = 200

const boxOf = (group: Group, known: ReadonlySet<string>): Box => {
  const [node] = group.members
  const n = group.members.length
  const key = n > 1 || node.keyId === null || node.keyId === node.label ? [] : [node.keyId]
  const calls = group.members.reduce((sum, m) => sum + (m.used?.count ?? 0), 0)
  return {
    id: group.id,
    lines: [
      node.label,
      `${kindOf(node, n)}${node.account === null || node.label.includes(node.account) ? '' : ` in ${node.account}`}`,
      ...key,
      ...(calls === 0 ? [] : [`${count(calls)} ${calls === 1 ? 'call' : 'calls'} seen`]),
    ],
    as: group.isStart ? 'asked' : group.members.some((m) => known.has(m.id)) ? 'root' : 'other',
  }
}

const arrowOf = (link: GroupLink): Arrow => ({
  from: link.from.id,
  to: link.to.id,
  lines: [
    `${howWord(link.how)}${link.edges.length === 1 ? '' : ` ×${count(link.edges.length)}`}`,
    ...(link.edges[0].at === null ? [] : [moment(link.edges[0].at)]),
    link.confidence,
  ],
  confidence: link.confidence,
})

/** Steps that are missing, as boxes above the groups that they would lead to; one for each group and reason. */
const gapsOf = (trace: Trace, groups: readonly Group[]): Pick<Picture, 'boxes' | 'arrows'> => {
  const groupOf = new Map(groups.flatMap((g) => g.members.map((m) => [m.id, g.id] as const)))
  const gaps = trace.missing.flatMap(({ node, reason }) => {
    const to = groupOf.get(node)
    return to === undefined ? [] : [{ to, reason }]
  })
  const alike = [...groupBy(gaps, (g) => `${g.to} ${g.reason}`).values()].flatMap((g) =>
    g.slice(0, 1),
  )
  return {
    boxes: alike.map(({ reason }, i) => ({
      id: `m${i + 1}`,
      lines: ['not known', reason],
      as: 'missing',
    })),
    arrows: alike.map(({ to }, i) => ({
      from: `m${i + 1}`,
      to,
      lines: [],
      confidence: 'possible',
    })),
  }
}

/** Groups in the order in which they matter: above and asked about, then what derives, near ones first. */
const byNearness = (groups: Groups, derived: ReadonlySet<string>): readonly Group[] => {
  const isDerived = (g: Group) => !g.isStart && g.members.some((m) => derived.has(m.id))
  const seen = new Set<Group>(groups.all.filter((g) => !isDerived(g)))
  for (const group of seen) for (const { to } of groups.below(group)) seen.add(to)
  return [...seen]
}

/** A trace as boxes and arrows, root first; `isDown`: only what derives from the subject. */
export const pictureOf = (trace: Trace, isDown: boolean): Picture => {
  const groups = groupsOf(trace)
  const derived = new Set(trace.derived)
  const starts = new Set(trace.starts)
  const wanted = byNearness(groups, derived).filter(
    (g) => !isDown || g.members.some((m) => derived.has(m.id) || starts.has(m.id)),
  )
  const drawn = wanted.slice(0, MOST)
  const ids = new Set(drawn.map((g) => g.id))
  const known = new Set(rootsOf(trace).flatMap((r) => (r.known ? [r.node.id] : [])))
  const links = groups.links.filter((l) => ids.has(l.from.id) && ids.has(l.to.id))
  const gaps = isDown ? { boxes: [], arrows: [] } : gapsOf(trace, drawn)
  return {
    boxes: [...gaps.boxes, ...drawn.map((g) => boxOf(g, known))],
    arrows: [...gaps.arrows, ...links.slice(0, 2 * MOST).map(arrowOf)],
    hidden: wanted.length - drawn.length,
  }
}
