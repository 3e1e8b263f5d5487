import type { Trace, TraceNode } from '../../model/trace.ts'
import type { Group, GroupLink, Groups } from './groups.ts'

/** A group that derives from the subject, by what call, and what derives from it in turn. */
export interface Branch {
  readonly link: GroupLink
  readonly children: readonly Branch[]
  /** Its children stand elsewhere in the tree: it is reached by two ways. */
  readonly repeated: boolean
}

/** What derives from the groups that were asked about, as a tree; each group's children are told once. */
export const treeOf = (groups: Groups): readonly Branch[] => {
  const told = new Set<Group>(groups.all.filter((g) => g.isStart))
  const below = (group: Group): readonly Branch[] =>
    groups.below(group).map((link) => {
      const repeated = told.has(link.to)
      told.add(link.to)
      return { link, children: repeated ? [] : below(link.to), repeated }
    })
  return [...told].flatMap(below)
}

/** Calls that these nodes made themselves, as far as the lake has them. */
export const callsOf = (nodes: readonly TraceNode[]): number =>
  nodes.reduce((sum, n) => sum + (n.used?.count ?? 0), 0)

/** What derives from the subject: keys, sessions and users, without what was asked about. */
export const derivedOf = (trace: Trace): readonly TraceNode[] => {
  const derived = new Set(trace.derived)
  return trace.nodes.filter((n) => derived.has(n.id))
}
