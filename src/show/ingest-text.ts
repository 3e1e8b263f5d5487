import { groupBy } from '../model/group-by.ts'
import type { IngestReport } from '../model/ingest.ts'
import { formatInstant } from '../model/time.ts'
import { count, plural, size } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import { hanging } from './format/wrap.ts'

const SHOWN = 20

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0
    ? []
    : [
        title,
        ...lines.slice(0, SHOWN).map((line) => `  ${safe(line)}`),
        ...(lines.length > SHOWN
          ? [`  ... and ${count(lines.length - SHOWN)} more (--json lists them all)`]
          : []),
      ]

const counted = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .sort((a, b) => b[1] - a[1])
    .map(([name, n]) => `${name} ${count(n)}`)
    .join(', ')

/** `event-history of 111111111111 eu-west-1 was not read: AWS answered with an error` in its parts. */
const UNREAD = /^(\S+) of (\d{12}) (\S+) was not read: (.*)$/s

/** Rejected objects in a line each; places of one API that failed alike in one line for each account. */
const alike = (rejected: IngestReport['rejected']): readonly string[] =>
  [
    ...groupBy(rejected, ({ uri, reason }) => {
      const m = UNREAD.exec(reason)
      return m === null ? uri : `${m[1]} of ${m[2]} ${m[4]}`
    }).values(),
  ].map((own) => {
    const [first = { uri: '', reason: '' }] = own
    const m = UNREAD.exec(first.reason)
    if (m === null) return `${first.uri}: ${first.reason}`
    const where = own.length === 1 ? m[3] : `${plural(own.length, 'region')}`
    return `${m[1]} of ${m[2]}, ${where}: ${m[4]}`
  })

/** What an ingest did, for people. */
export const ingestText = (report: IngestReport, workspace: string, columns: number): string => {
  const { objects, events, bytes } = report
  const rate = report.seconds > 0 ? ` in ${report.seconds.toFixed(1)} s` : ''
  const span =
    report.firstEvent === null || report.lastEvent === null
      ? 'no events'
      : `${formatInstant(report.firstEvent)} to ${formatInstant(report.lastEvent)}`
  return [
    ...report.empty.map(
      (source) =>
        `nothing    no CloudTrail log files under ${safe(source)}; check the prefix, and --since, --until, --account and --region where they are given`,
    ),
    `files      ${plural(objects.seen, 'file')}: ${count(objects.ingested)} ingested, ${count(objects.already)} already there, ${count(objects.setAside)} set aside, ${count(objects.rejected)} rejected`,
    `events     ${count(events.read)} read: ${count(events.new)} new, ${count(events.duplicate)} seen before${events.conflicting > 0 ? `, ${count(events.conflicting)} with the id of another but different content` : ''}`,
    `window     ${span}`,
    `from       ${plural(report.accounts.length, 'account')}, ${plural(report.regions.length, 'region')}; ${size(bytes.stored)} stored, ${size(bytes.uncompressed)} uncompressed${rate}`,
    `lake       ${safe(workspace)}`,
    ...(Object.keys(report.setAside).length === 0
      ? []
      : [`set aside  ${counted(report.setAside)} (not CloudTrail events)`]),
    ...(Object.keys(report.unknownKeys).length === 0
      ? []
      : [`kept       keys without a column of their own: ${safe(counted(report.unknownKeys))}`]),
    ...list(
      'complete',
      Object.entries(report.completeness).map(([source, level]) => `${source}: ${level}`),
    ),
    ...list('rejected: each is a hole in the coverage', alike(report.rejected)),
  ]
    .flatMap((line) => hanging(line, columns))
    .join('\n')
}
