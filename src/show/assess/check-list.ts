import { groupBy } from '../../model/group-by.ts'
import type { Check } from '../../reason/assess/check.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import type { Table } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { remedyOfCheck } from './remedies.ts'

/** `assess --list`: one row a check. */
export const checksTable = (checks: readonly Check[]): Table => ({
  columns: ['check', 'severity', 'group', 'holds when', 'cis', 'security hub'],
  rows: checks.map((c) => [
    c.id,
    c.severity,
    c.group,
    c.title,
    (c.references.cis ?? []).join(' '),
    (c.references.securityHub ?? []).join(' '),
  ]),
})

/** `assess --list` for people: by group, a check and what holds when it passes. */
export const checksText = (checks: readonly Check[], style: Style, columns: number): string =>
  [...groupBy(checks, (c) => c.group)]
    .flatMap(([group, list]) => [
      style.strong(group),
      ...list.flatMap((c) => [
        `  ${c.id}  ${c.severity}${(c.references.cis ?? []).map((id) => `, CIS ${id}`).join('')}`,
        ...wrap(safe(c.title), columns - 6).map((l) => `      ${style.dim(l)}`),
      ]),
      '',
    ])
    .join('\n')
    .trimEnd()

/** `assess --list --check ID`: all that there is to say of a check. */
export const checkText = (c: Check, style: Style, columns: number): string => {
  const remedy = remedyOfCheck(c)
  const paragraph = (text: string) => [...wrap(safe(text), columns - 2).map((l) => `  ${l}`), '']
  return [
    `${style.strong(c.id)}  ${c.severity}, ${c.group}`,
    ...paragraph(`${c.title}.`),
    ...paragraph(c.why),
    ...(c.note === undefined ? [] : paragraph(c.note)),
    ...(remedy === undefined ? [] : paragraph(`Remedy: ${remedy}.`)),
    ...Object.values(c.examples).map((e) => `  ${e.expect.padEnd(8)}${safe(e.says)}`),
    '',
    ...[
      ...(c.references.cis ?? []).map((id) => `CIS AWS Foundations ${id}`),
      ...(c.references.securityHub ?? []).map((id) => `Security Hub ${id}`),
      ...c.references.aws,
    ].map((r) => `  ${style.dim(r)}`),
  ].join('\n')
}
