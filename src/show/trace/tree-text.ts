import type { TraceNode } from '../../model/trace.ts'
import { count, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import { eventOf, fromOf, groupTitle, packed } from './chain-text.ts'
import { fitted } from './lines.ts'
import { memberLines } from './members.ts'
import { type Branch, callsOf } from './tree.ts'
import { byWord, moment, paint, spanText } from './words.ts'

const timesOf = (nodes: readonly TraceNode[], style: Style): string => {
  const times = nodes.flatMap((n) => [n.used?.first ?? null, n.used?.last ?? null])
  const known = times.filter((t) => t !== null)
  if (known.length === 0) return ''
  const first = known.reduce((a, b) => Math.min(a, b))
  const last = known.reduce((a, b) => Math.max(a, b))
  return `, ${spanText(first, last, style)}`
}

/** How many calls some nodes made, and when. */
export const usedText = (nodes: readonly TraceNode[], style: Style): string =>
  `${plural(callsOf(nodes), 'call')} seen${timesOf(nodes, style)}`

const branchLines = (branch: Branch, limit: number, width: number, style: Style): string[] => {
  const { link, children, repeated } = branch
  const { members } = link.to
  const { name, what } = groupTitle(link.to)
  const used = members.some((n) => n.used !== null) ? `; ${usedText(members, style)}` : ''
  const [{ at }] = link.edges
  const isOne = members.length === 1
  const when = isOne && at !== null ? ` at ${moment(at)}` : ''
  const told = `${safe(byWord(link.how))}${when}, ${paint(link.confidence, style)}${used}`
  return [
    ...fitted(`${style.strong(name)}  ${what}`, width),
    ...wrap(repeated ? `${told}; told above` : told, width - 2).map((l) => `  ${l}`),
    ...(isOne ? packed([eventOf(link), fromOf(link)], width - 2).map((l) => `  ${l}`) : []),
    ...(isOne || repeated
      ? []
      : memberLines(members, link.edges, limit, width - 4).map((l) => `    ${l}`)),
    ...branchesLines(children, limit, width - 4, style).map((l) => `    ${l}`),
  ]
}

const MOST = 20
const LEAST_WIDTH = 30

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
