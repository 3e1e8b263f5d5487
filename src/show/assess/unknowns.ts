import type { Finding } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'

const MOST = 8

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort()

const listed = (values: readonly string[], most: number): string =>
  values.length <= most
    ? values.join(', ')
    : `${values.slice(0, most).join(', ')} and ${values.length - most} more`

/** What would settle the unknowns, the one that settles most first: one permission often answers a hundred. */
export const unknownLines = (
  findings: readonly Finding[],
  all: boolean,
  columns: number,
  style: Style,
): string[] => {
  const groups = [...groupBy(findings, (f) => f.settle ?? f.reason)].sort(
    ([, a], [, b]) => b.length - a.length,
  )
  const shown = all ? groups : groups.slice(0, MOST)
  const rest = groups.length - shown.length
  return [
    style.warn(
      `UNKNOWN  ${plural(findings.length, 'answer')}; nothing here passed and nothing failed`,
    ),
    ...shown.flatMap(([settle, list]) => [
      ...wrap(safe(settle), columns - 4).map((l, i) => `  ${i === 0 ? '? ' : '  '}${l}`),
      ...wrap(
        `settles ${list.length}: ${listed(distinct(list.map((f) => f.check)), 5)}; in ${listed(distinct(list.map((f) => f.account)), 4)}`,
        columns - 6,
      ).map((l) => `      ${style.dim(safe(l))}`),
      ...(list.length === 1 && list[0] !== undefined
        ? wrap(safe(list[0].reason), columns - 6).map((l) => `      ${style.dim(l)}`)
        : []),
    ]),
    ...(rest > 0 ? [`  ... and ${rest} more ways (--show unknown --all)`] : []),
    '',
  ]
}
