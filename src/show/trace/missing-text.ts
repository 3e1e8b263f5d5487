import { groupBy } from '../../model/group-by.ts'
import type { MissingHop, Trace, TraceConflict } from '../../model/trace.ts'
import { remedyLines } from '../blind-lines.ts'
import { count } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import { kindOf, nameOf } from './words.ts'

const SHOWN = 10

/** Nodes by name: `role session deploy/ci in 333344445555`, and how many more. */
const whichOf = (ids: readonly string[], trace: Trace): string => {
  const own = ids.flatMap((id) => trace.nodes.find((n) => n.id === id) ?? [])
  const [first] = own
  if (first === undefined) return ''
  const key = first.keyId === null || first.keyId === first.label ? '' : ` (${safe(first.keyId)})`
  const more = own.length > 1 ? ` and ${count(own.length - 1)} more` : ''
  const kind = first.kind === 'outside-account' ? '' : `${kindOf(first)} `
  return `${kind}${nameOf(first)}${key}${more}`
}

const missingLines = (
  hops: readonly MissingHop[],
  trace: Trace,
  columns: number,
  style: Style,
): string[] => {
  const [first] = hops
  if (first === undefined) return []
  const { reason, sentence, setting } = first
  const which = whichOf([...new Set(hops.map((h) => h.node))], trace)
  return [
    ...wrap(`${style.warn(reason)}: ${which}`, columns - 2).map((l) => `  ${l}`),
    ...wrap(safe(sentence), columns - 6).map((l) => `      ${l}`),
    ...remedyLines(setting, columns),
  ]
}

/** Steps upwards that nobody can make, with the reason and what would have kept them; alike ones once. */
export const missingSection = (trace: Trace, columns: number, style: Style): string[] => {
  const alike = groupBy(trace.missing, (m) => JSON.stringify([m.reason, m.sentence, m.setting]))
  const groups = [...alike.values()]
  if (groups.length === 0) return []
  const rest = groups.length - SHOWN
  return [
    '',
    style.strong('Missing on the way up'),
    ...groups.slice(0, SHOWN).flatMap((hops) => missingLines(hops, trace, columns, style)),
    ...(rest > 0 ? [`  ... and ${count(rest)} more (--json lists them all)`] : []),
  ]
}

const conflictLines = (conflict: TraceConflict, trace: Trace, columns: number): string[] => {
  const events = conflict.evidence.map((e) => safe(e.eventId)).join(', ')
  return [
    ...wrap(`${whichOf([conflict.node], trace)}: ${safe(conflict.sentence)}`, columns - 4).map(
      (l, i) => `  ${i === 0 ? '- ' : '  '}${l}`,
    ),
    ...(events === '' ? [] : wrap(`events ${events}`, columns - 6).map((l) => `      ${l}`)),
  ]
}

/** Records that contradict one another: nobody is joined by them. */
export const conflictSection = (trace: Trace, columns: number, style: Style): string[] => {
  const rest = trace.conflicts.length - SHOWN
  return trace.conflicts.length === 0
    ? []
    : [
        '',
        style.strong('Records that contradict one another'),
        ...trace.conflicts.slice(0, SHOWN).flatMap((c) => conflictLines(c, trace, columns)),
        ...(rest > 0 ? [`  ... and ${count(rest)} more (--json lists them all)`] : []),
      ]
}
