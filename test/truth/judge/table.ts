import type { Row } from './tally.ts'

const columns = [
  ['asked', 'asked'],
  ['unseen', 'true unseen'],
  ['yes', 'yes'],
  ['verifiedNo', 'no verified'],
  ['configuredNo', 'no configured'],
  ['cannotKnow', 'cannot know'],
  ['excused', 'traceless'],
  ['missed', 'missed yes'],
  ['faults', 'FAULTS'],
] as const satisfies readonly (readonly [keyof Row, string])[]

/** The figures as text, one table for each way of grouping. */
export const table = (groups: Readonly<Record<string, readonly Row[]>>): string => {
  const width = Math.max(...Object.values(groups).flatMap((rows) => rows.map((r) => r.name.length)))
  const lines = Object.entries(groups).flatMap(([title, rows]) => [
    [`by ${title}`.padEnd(width), ...columns.map(([, heading]) => heading)].join('  '),
    ...rows.map((row) =>
      [
        row.name.padEnd(width),
        ...columns.map(([key, heading]) => String(row[key]).padStart(heading.length)),
      ].join('  '),
    ),
    '',
  ])
  return lines.join('\n')
}
