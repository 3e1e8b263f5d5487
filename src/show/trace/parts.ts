import { groupBy } from '../../model/group-by.ts'
import type { Trace } from '../../model/trace.ts'

/** The name of each node's group, roots first; what lies on a circle (only a forged log has one) stays alone. */
export const partsOf = (trace: Trace): ReadonlyMap<string, string> => {
  const above = groupBy(trace.edges, (e) => e.to)
  const below = groupBy(trace.edges, (e) => e.from)
  const alone = new Set([...trace.conflicts.map((c) => c.node)])
  const starts = new Set(trace.starts)
  const waiting = new Map(trace.nodes.map((n) => [n.id, above.get(n.id)?.length ?? 0]))
  const parts = new Map<string, string>()
  const names = new Map<string, string>()
  const nodes = new Map(trace.nodes.map((n) => [n.id, n]))
  const ready = trace.nodes.filter((n) => waiting.get(n.id) === 0)
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const from = (above.get(node.id) ?? []).map((e) => `${e.how} ${parts.get(e.from)}`)
    const part = JSON.stringify([
      node.kind,
      node.label,
      node.account,
      starts.has(node.id),
      alone.has(node.id) ? node.id : [...new Set(from)].sort(),
    ])
    names.set(part, names.get(part) ?? `n${names.size + 1}`)
    parts.set(node.id, names.get(part) ?? node.id)
    for (const { to } of below.get(node.id) ?? []) {
      const left = (waiting.get(to) ?? 0) - 1
      waiting.set(to, left)
      const next = nodes.get(to)
      if (left === 0 && next !== undefined) ready.push(next)
    }
  }
  for (const [i, n] of trace.nodes.entries()) if (!parts.has(n.id)) parts.set(n.id, `c${i + 1}`)
  return parts
}
