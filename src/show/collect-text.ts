import type { CollectReport, UnknownGroup } from '../model/collect.ts'
import { isKnown, type UnknownReason } from '../model/observed.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { formatInstant } from '../model/time.ts'
import { count, plural } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import { hanging } from './format/wrap.ts'
import { logSources } from './log-sources.ts'

const SHOWN = 8

/** What each reason means to whoever reads it. */
const MEANING: Readonly<Record<UnknownReason, string>> = {
  'access-denied': 'access denied: `wholetrail collect --policy` prints what is needed',
  'region-disabled': 'the region seems to be switched off',
  'not-supported': 'AWS does not offer this where it was asked',
  'throttled-out': 'throttled to the end: run it again with a lower --concurrency',
  'not-collected': 'not asked for',
  error: 'answered with an error: run it again; what stays is an error of the service or endpoint',
}
const ORDER = Object.keys(MEANING) as readonly UnknownReason[]

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${count(names.length - SHOWN)} more`

const accountsLine = ({ accounts }: Snapshot): string => {
  const reached = accounts.filter((a) => isKnown(a.reached)).length
  return `${count(reached)} of ${plural(accounts.length, 'account')} reached`
}

/** Those that were not entered, each with its reason. */
const refused = ({ accounts }: Snapshot): readonly string[] => {
  const lines = accounts.flatMap(({ account, reached }) =>
    'unknown' in reached ? [`  not entered: ${account}: ${reached.detail ?? reached.unknown}`] : [],
  )
  return lines.length <= SHOWN
    ? lines
    : [...lines.slice(0, SHOWN), `  ... and ${count(lines.length - SHOWN)} more (--json)`]
}

/** An endpoint that answers with a page is broken there, whatever that means for a snapshot. */
const shownReason = ({ reason, detail }: UnknownGroup): UnknownReason =>
  detail !== null && /^HTTP (5\d\d|\?):/.test(detail) ? 'error' : reason

/** What AWS said of several kinds at once: one line for all of them. */
const alike = (groups: readonly UnknownGroup[]): readonly (readonly UnknownGroup[])[] => {
  const keyOf = (g: UnknownGroup) => JSON.stringify([g.detail, g.accounts])
  const keys = [...new Set(groups.map(keyOf))]
  return keys.map((key) => groups.filter((g) => keyOf(g) === key))
}

const groupLines = (groups: readonly UnknownGroup[]): readonly string[] => {
  const [{ accounts, detail } = { accounts: [], detail: null }] = groups
  const what = groups.map((g) => `${g.what} ${count(g.count)}`)
  return [
    `    ${accounts.length === 0 ? '' : `${listed(accounts)}: `}${listed(what)}`,
    ...(detail === null ? [] : [`      ${detail}`]),
  ]
}

const unknownLines = (groups: readonly UnknownGroup[]): readonly string[] =>
  ORDER.flatMap((reason) => {
    const here = alike(groups.filter((g) => shownReason(g) === reason))
    if (here.length === 0) return []
    const rest = here.length - SHOWN
    return [
      `  ${MEANING[reason]}`,
      ...here.slice(0, SHOWN).flatMap(groupLines),
      ...(rest > 0 ? [`    ... and ${plural(rest, 'other answer')} (--json lists them all)`] : []),
    ]
  })

const trailsLine = ({ trails, regions }: Snapshot): string => {
  const logging = trails.filter((t) =>
    t.status.some((s) => isKnown(s.status) && s.status.known.isLogging),
  ).length
  const enabled = regions.flatMap(({ regions: r }) =>
    isKnown(r) ? r.known.filter((x) => x.enabled).map((x) => x.name) : [],
  )
  return `${plural(trails.length, 'trail')}, ${count(logging)} logging; ${plural(new Set(enabled).size, 'region')} enabled`
}

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines]

const SOURCES = 3

/** What to do with a snapshot: judge it, and ingest the logs that its trails deliver. */
const nextLines = (snapshot: Snapshot): readonly string[] => {
  const sources = logSources(snapshot)
  return [
    'next       wholetrail assess',
    ...sources.slice(0, SOURCES).map((source) => `           wholetrail ingest ${source}`),
    ...(sources.length > SOURCES
      ? [`           ... and ${plural(sources.length - SOURCES, 'other log bucket')}`]
      : []),
  ]
}

/** What was collected, what stayed unknown and why, and what to do next. */
export const collectText = (report: CollectReport, columns: number): string => {
  const { snapshot } = report
  const reused = report.reused === 0 ? '' : `, ${count(report.reused)} from the interrupted run`
  return [
    `accounts   ${accountsLine(snapshot)}`,
    ...refused(snapshot),
    `trails     ${trailsLine(snapshot)}`,
    `others     ${plural(snapshot.buckets.length, 'bucket')}, ${plural(snapshot.keys.length, 'key')}, ${plural(snapshot.eventDataStores.length, 'event data store')}, ${plural(snapshot.roles.length, 'role')}, ${plural(snapshot.resources.length, 'other resource')}`,
    `asked      ${plural(report.calls, 'call')} in ${report.seconds.toFixed(1)} s, ${count(report.throttles)} throttled; ${plural(report.runs, 'run')} of probes${reused}`,
    `snapshot   ${report.file}`,
    `as of      ${formatInstant(snapshot.collectedAt)}`,
    ...list('unknown', unknownLines(report.unknown)),
    ...list(
      'failed: what these probes read stays unknown',
      report.failed.map((f) => `  ${f.probe} in ${f.account} ${f.region}: ${f.message}`),
    ),
    ...list(
      'changed while it was read',
      report.notes.map((note) => `  ${note}`),
    ),
    ...nextLines(snapshot),
  ]
    .map(safe)
    .flatMap((line) => (line.includes('wholetrail ') ? [line] : hanging(line, columns)))
    .join('\n')
}
