import { groupBy } from '../../model/group-by.ts'
import type { TraceEdge, TraceNode } from '../../model/trace.ts'
import { count } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import { renderTable, type Table, tableWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { fitted } from './lines.ts'
import { moment } from './words.ts'

const COLUMNS = ['issued', 'key', 'calls seen', 'last call', 'address', 'event'] as const
type Name = (typeof COLUMNS)[number]
type Row = Readonly<Record<Name, string>>

/** A session of a group, with the link that made it. */
interface Member {
  readonly node: TraceNode
  readonly edge: TraceEdge | undefined
}

const rowOf = ({ node, edge }: Member): Row => ({
  issued: moment(edge?.at ?? node.createdAt),
  key: node.keyId ?? node.principalId ?? node.label,
  'calls seen': node.used === null ? '' : count(node.used.count),
  event: edge?.evidence[0]?.eventId ?? '',
  address: edge?.address ?? '',
  'last call': node.used === null || node.used.last === null ? '' : moment(node.used.last),
})

const tableOf = (rows: readonly Row[], without: readonly Name[]): Table => {
  const columns = COLUMNS.filter((c) => !without.includes(c) && rows.some((r) => r[c] !== ''))
  return { columns, rows: rows.map((r) => columns.map((c) => r[c])) }
}

/** A session as a paragraph: when and which, and below it the rest; ids are not broken. */
const card = (row: Row, width: number): string[] => {
  const rest = (['calls seen', 'last call', 'address'] as const).filter((c) => row[c] !== '')
  return [
    ...fitted(`${row.issued}  ${safe(row.key)}`, width),
    ...wrap(rest.map((c) => `${c} ${safe(row[c])}`).join(', '), width - 2).map((l) => `  ${l}`),
    ...(row.event === '' ? [] : [`  event ${safe(row.event)}`]),
  ]
}

/** Sessions by the address that they were asked for from; the rarest address first: strangers are few. */
const byAddress = (members: readonly Member[]): readonly (readonly [string, Member[]])[] =>
  [...groupBy(members, (m) => m.edge?.address ?? '')].toSorted((a, b) => a[1].length - b[1].length)

const MOST_ADDRESSES = 4

/** From where, and how many from each; nothing where all are from one. */
const addressText = (members: readonly Member[]): string => {
  const all = byAddress(members)
  const rest = all.length - MOST_ADDRESSES
  return all.length < 2
    ? ''
    : `issued from ${all
        .slice(0, MOST_ADDRESSES)
        .map(
          ([address, own]) =>
            `${address === '' ? 'nowhere told' : safe(address)} (${count(own.length)})`,
        )
        .join(', ')}${rest > 0 ? ` and ${count(rest)} more addresses` : ''}, the rarest first`
}

/** What is given up where the terminal is narrow, step by step: where all are from one address, that first. */
const WITHOUT: Readonly<Record<'onePlace' | 'several', readonly (readonly Name[])[]>> = {
  onePlace: [[], ['address'], ['last call'], ['address', 'last call']],
  several: [[], ['last call'], ['event'], ['last call', 'event']],
}

/** A table of what fits without cutting: a cut id helps nobody. Where not even the ids fit, a paragraph each. */
const listLines = (rows: readonly Row[], width: number): string[] => {
  const isOnePlace = new Set(rows.map((r) => r.address)).size < 2
  const fitting = (isOnePlace ? WITHOUT.onePlace : WITHOUT.several)
    .map((without) => tableOf(rows, without))
    .find((table) => tableWidth(table) <= width)
  if (fitting !== undefined) return renderTable(fitting, 'table', width).split('\n')
  return rows.flatMap((r) => card(r, width))
}

/** The sessions of a group by the links that made them: where they come from several addresses, that is told first. */
export const memberLines = (
  nodes: readonly TraceNode[],
  edges: readonly TraceEdge[],
  limit: number,
  width: number,
): string[] => {
  const edgeOf = new Map(edges.map((e) => [e.to, e]))
  const members = nodes.map((node) => ({ node, edge: edgeOf.get(node.id) }))
  const hidden = members.length - limit
  const inOrder = hidden > 0 ? byAddress(members).flatMap(([, own]) => own) : members
  const address = addressText(members)
  return [
    ...(address === '' ? [] : wrap(address, width)),
    ...listLines(inOrder.slice(0, limit).map(rowOf), width),
    ...(hidden > 0 ? [`... and ${count(hidden)} more (--limit shows more)`] : []),
  ]
}
