import type { TraceEdge, TraceNode } from '../../model/trace.ts'
import { count, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { renderTable, type Table, tableWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { groupTitle, howOf } from './chain-text.ts'
import { fitted } from './lines.ts'
import { type Branch, callsOf } from './tree.ts'
import { moment, paint, spanText } from './words.ts'

/** Columns by how soon they are given up where the terminal is narrow: the last first. */
const COLUMNS = ['issued', 'key', 'calls', 'event', 'address', 'last call'] as const
const ORDER = ['issued', 'key', 'calls', 'last call', 'address', 'event'] as const
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>

const rowOf = (node: TraceNode, edge: TraceEdge | undefined): Row => ({
  issued: moment(edge?.at ?? node.createdAt),
  key: node.keyId ?? node.principalId ?? node.label,
  calls: node.used === null ? '' : count(node.used.count),
  event: edge?.evidence[0]?.eventId ?? '',
  address: node.facts.address ?? '',
  'last call': node.used === null || node.used.last === null ? '' : moment(node.used.last),
})

const tableOf = (rows: readonly Row[], left: readonly (typeof COLUMNS)[number][]): Table => {
  const columns = ORDER.filter((c) => left.includes(c) && rows.some((r) => r[c] !== ''))
  return { columns, rows: rows.map((r) => columns.map((c) => r[c])) }
}

/** A session as a paragraph: when and which, and below it the rest; ids are not broken. */
const card = (row: Row, width: number): string[] => {
  const rest = (['calls', 'last call', 'address'] as const).filter((c) => row[c] !== '')
  return [
    ...fitted(`${row.issued}  ${safe(row.key)}`, width),
    ...wrap(rest.map((c) => `${c} ${safe(row[c])}`).join(', '), width - 2).map((l) => `  ${l}`),
    ...(row.event === '' ? [] : [`  event ${safe(row.event)}`]),
  ]
}

/** A table of what fits without cutting: a cut id helps nobody. Where not even the ids fit, a paragraph each. */
const memberLines = (rows: readonly Row[], width: number): string[] => {
  for (const n of [6, 5, 4]) {
    const table = tableOf(rows, COLUMNS.slice(0, n))
    if (tableWidth(table) <= width) return renderTable(table, 'table', width).split('\n')
  }
  return rows.flatMap((r) => card(r, width))
}

const spanOf = (nodes: readonly TraceNode[], style: Style): string => {
  const times = nodes.flatMap((n) => [n.used?.first ?? null, n.used?.last ?? null])
  const known = times.filter((t) => t !== null)
  if (known.length === 0) return ''
  const [from, to] = [
    known.reduce((a, b) => Math.min(a, b)),
    known.reduce((a, b) => Math.max(a, b)),
  ]
  return `, ${spanText(from, to, style)}`
}

/** How many calls some nodes made, and when. */
export const usedText = (nodes: readonly TraceNode[], style: Style): string =>
  `${plural(callsOf(nodes), 'call')}${spanOf(nodes, style)}`

const isUsed = (nodes: readonly TraceNode[]): boolean => nodes.some((n) => n.used !== null)

const branchLines = (branch: Branch, limit: number, width: number, style: Style): string[] => {
  const { link, children, repeated } = branch
  const { members } = link.to
  const { name, what } = groupTitle(link.to)
  const used = isUsed(members) ? `; ${usedText(members, style)}` : ''
  const told = `by ${howOf(link.how)}, ${paint(link.confidence, style)}${used}`
  const hidden = members.length - limit
  const edges = new Map(link.edges.map((e) => [e.to, e]))
  const list = repeated ? [] : members.slice(0, limit).map((n) => rowOf(n, edges.get(n.id)))
  return [
    ...fitted(`${style.strong(name)}  ${what}`, width),
    ...wrap(repeated ? `${told}; its own are told above` : told, width - 2).map((l) => `  ${l}`),
    ...memberLines(list, width - 4).map((l) => `    ${l}`),
    ...(repeated || hidden <= 0 ? [] : [`    ... and ${count(hidden)} more (--limit shows more)`]),
    ...branchesLines(children, limit, width - 4, style).map((l) => `    ${l}`),
  ]
}

const MOST = 20
const LEAST_WIDTH = 40

/** What derives from the subject, for people: a group at a time, each session with its calls, children indented. */
export const branchesLines = (
  branches: readonly Branch[],
  limit: number,
  width: number,
  style: Style,
): string[] => {
  const most = Math.max(MOST, limit)
  const rest = branches.length - most
  return [
    ...branches
      .slice(0, most)
      .flatMap((b) => branchLines(b, limit, Math.max(width, LEAST_WIDTH), style)),
    ...(rest > 0 ? [`... and ${count(rest)} more kinds (--json has them all)`] : []),
  ]
}
