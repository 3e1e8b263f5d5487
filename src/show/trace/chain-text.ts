import type { TraceNode } from '../../model/trace.ts'
import { count } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { textWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import type { Chain } from './chains.ts'
import type { Group, GroupLink } from './groups.ts'
import { fitted } from './lines.ts'
import { howWord, kindOf, paint, spanText } from './words.ts'

/** The call of a link, for a terminal. */
const howOf = (how: string): string => safe(howWord(how))

/** What the title of a node tells, or the hop above it. */
const TITLED: ReadonlySet<string> = new Set(['role', 'user'])

/** What records tell of a node beyond its name: what the label says already is not said twice. */
const factsOf = ({ facts, label }: TraceNode): string =>
  Object.entries(facts)
    .filter(([name, value]) => !TITLED.has(name) && (value !== label || name !== 'session name'))
    .map(([name, value]) => `${safe(name)} ${safe(value)}`)
    .join(', ')

const placeOf = ({ account, label }: TraceNode): string =>
  account === null || label.includes(account) ? '' : ` in ${safe(account)}`

/** A node or a group of alike ones: its name, and what it is. */
export const groupTitle = ({ members, bearer }: Group): { name: string; what: string } => {
  const [node] = members
  const n = members.length
  const key =
    n > 1 || node.keyId === null || node.keyId === node.label ? '' : ` ${safe(node.keyId)}`
  const of = bearer === null ? '' : ` of ${safe(bearer)}`
  return { name: safe(node.label), what: `${kindOf(node, n)}${key}${of}${placeOf(node)}` }
}

const groupLines = (group: Group, columns: number, style: Style): string[] => {
  const { name, what } = groupTitle(group)
  const asked = group.isStart
    ? `  ${style.dim(style.unicode ? '← asked about' : '<- asked about')}`
    : ''
  const whole = `  ${style.strong(name)}  ${what}${asked}`
  const lines =
    textWidth(whole) <= columns
      ? [whole]
      : [
          ...fitted(style.strong(name), columns - 2).map((l) => `  ${l}`),
          ...fitted(`${what}${asked}`, columns - 4).map((l) => `    ${l}`),
        ]
  const told = group.members.length === 1 ? factsOf(group.members[0]) : ''
  return [
    ...lines,
    ...(told === '' ? [] : wrap(told, columns - 4).map((l) => `    ${style.dim(l)}`)),
  ]
}

const whenOf = ({ edges }: GroupLink, style: Style): readonly string[] =>
  edges[0].at === null ? [] : [spanText(edges[0].at, edges.at(-1)?.at ?? null, style)]

export const eventOf = ({ edges }: GroupLink): string => {
  const [event] = edges[0].evidence
  if (event === undefined) return ''
  return `event ${safe(event.eventId)}${edges.length === 1 ? '' : ` and ${count(edges.length - 1)} more`}`
}

/** From where the calls were made, at most three of the addresses. */
export const fromOf = ({ edges }: GroupLink): string => {
  const all = [...new Set(edges.flatMap((e) => e.address ?? []))]
  const rest = all.length - 3
  return all.length === 0
    ? ''
    : `from ${all.slice(0, 3).map(safe).join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`
}

/** Pieces side by side as long as they fit; one that does not begins a line, and breaks only where it must. */
export const packed = (pieces: readonly string[], width: number): string[] => {
  const lines: string[] = []
  for (const piece of pieces.filter((p) => p !== '')) {
    const last = lines.pop()
    const line = last === undefined ? piece : `${last}  ${piece}`
    if (textWidth(line) <= width) lines.push(line)
    else lines.push(...(last === undefined ? [] : [last]), ...fitted(piece, width))
  }
  return lines
}

/** What stands below an arrow. */
const BELOW = ' '.repeat(6)

/** A hop: time, call, confidence and event, on one line where it fits; why, where it is not certain. */
const hopLines = (link: GroupLink, columns: number, style: Style): string[] => {
  const times =
    link.edges.length === 1 ? '' : ` ${style.unicode ? '×' : 'x'}${count(link.edges.length)}`
  const head = [...whenOf(link, style), `${howOf(link.how)}${times}`, paint(link.confidence, style)]
  const arrow = `    ${style.unicode ? '↓' : '|'} `
  const lines = packed([head.join('  '), eventOf(link), fromOf(link)], columns - BELOW.length)
  const doubtful = link.edges.find((e) => e.confidence === link.confidence) ?? link.edges[0]
  return [
    ...lines.map((l, i) => `${i === 0 ? arrow : BELOW}${l}`),
    ...(link.confidence === 'certain'
      ? []
      : wrap(safe(doubtful.because), columns - BELOW.length).map((l) => `${BELOW}${l}`)),
  ]
}

/** One chain, root first, for people. */
export const chainLines = (chain: Chain, columns: number, style: Style): string[] => [
  ...groupLines(chain.root, columns, style),
  ...chain.links.flatMap((link) => [
    ...hopLines(link, columns, style),
    ...groupLines(link.to, columns, style),
  ]),
]
