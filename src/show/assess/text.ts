import { type Finding, severities } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import { quoted } from '../../model/quoted.ts'
import { formatInstant } from '../../model/time.ts'
import { count, duration, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { renderTable } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import type { Assessment } from './assessment.ts'
import { failureLines } from './failures.ts'
import { blocksOf } from './families.ts'
import { outcomeLine } from './outcome.ts'
import { blindSpots, scopeWords } from './reach.ts'
import { type Summary, summaryOf } from './summary.ts'
import { unknownLines } from './unknowns.ts'

const headLines = (a: Assessment, s: Summary, style: Style, columns: number): string[] => {
  const age = a.generatedAt - a.collectedAt
  return [
    style.strong(`${safe(scopeWords(a))}: ${plural(s.checks.run, 'check')} of the set-up`),
    `  as collected at ${formatInstant(a.collectedAt)}${age > 0 ? `, ${duration(age)} ago` : ''} (${safe(a.file)})`,
    ...blindSpots(a).flatMap((text) =>
      wrap(safe(text), columns - 2).map((l) => `  ${style.warn(l)}`),
    ),
    '',
  ]
}

/** Groups against severities of failures; the last two columns say what is not known and what is well. */
export const tallyTable = (a: Assessment, s: Summary) => ({
  columns: ['group', ...severities, 'unknown', 'pass'],
  rows: Object.entries(s.byGroup).map(([group, tally]) => [
    group,
    ...severities.map((severity) => {
      const n = a.findings.filter(
        (f) => f.group === group && f.status === 'fail' && f.severity === severity,
      ).length
      return n === 0 ? '·' : count(n)
    }),
    tally.unknown === 0 ? '·' : count(tally.unknown),
    count(tally.pass),
  ]),
})

const totals = (s: Summary): string =>
  `${plural(s.findings.fail, 'failure')}${s.baseline === null ? '' : ` (${s.baseline.new} new, ${s.baseline.known} known)`}, ${plural(s.findings.unknown, 'unknown')}, ${plural(s.findings.pass, 'pass', 'passes')}. ` +
  `Of ${plural(s.checks.run, 'check')} ${s.checks.fail} failed somewhere, ${s.checks.unknown} could not be settled everywhere, ` +
  `${s.checks.pass} passed everywhere, ${s.checks.notApplicable} found nothing to judge.`

const baselineLines = (s: Summary): string[] =>
  s.baseline === null
    ? []
    : [
        `Against the baseline: ${s.baseline.new} new, ${s.baseline.known} known, ${s.baseline.fixed} fixed` +
          `${s.baseline.gone > 0 ? `, ${s.baseline.gone} no longer in the snapshot` : ''}` +
          `${s.baseline.unsettled > 0 ? `, ${s.baseline.unsettled} that can no longer be read` : ''}.`,
      ]

/** Commands that exist, each with what for. */
export const nextLines = (a: Assessment): { readonly line: string; readonly why: string }[] => {
  const again = a.again.map(quoted).join(' ')
  const command = (rest: string) => `wholetrail assess ${rest}${again === '' ? '' : ` ${again}`}`
  const worst = a.shown.find((f) => f.status === 'fail')
  const fails = a.findings.some((f) => f.status === 'fail')
  return [
    ...(worst === undefined
      ? []
      : [
          {
            line: `wholetrail assess --list --check ${worst.check}`,
            why: 'why it matters, and what it is judged by',
          },
          { line: command(`--check ${worst.check} --all`), why: 'every thing that it found' },
        ]),
    ...(a.findings.some((f) => f.status === 'unknown')
      ? [{ line: command('--show unknown --all'), why: 'every answer that stayed unknown' }]
      : []),
    ...(fails && a.comparison === undefined
      ? [
          {
            line: command('--json -o baseline.json'),
            why: 'accept what there is: --baseline baseline.json fails only on new findings',
          },
        ]
      : []),
    { line: command('--format html -o assess.html'), why: 'the same as one page to hand on' },
  ]
}

const passLines = (passes: readonly Finding[], all: boolean): string[] => [
  ...[...groupBy(passes, (f) => f.check)].flatMap(([id, list]) => [
    `  ${id}  ${plural(list.length, 'pass', 'passes')}`,
    ...(all
      ? list.map((f) => `      ${safe(f.resource)}  ${safe(f.account)}, ${safe(f.region)}`)
      : []),
  ]),
  '',
]

/** One line for each check that failed, worst first. */
const failedTable = (a: Assessment) => ({
  columns: ['severity', 'findings', 'check'],
  rows: severities.flatMap((severity) => {
    const here = a.findings.filter((f) => f.status === 'fail' && f.severity === severity)
    return blocksOf(here, a).map(({ checks, family, findings }) => [
      severity,
      findings.length,
      family === undefined ? checks.join() : `${family}-* (${plural(checks.length, 'check')})`,
    ])
  }),
})

const indented = (text: string): string[] => text.split('\n').map((l) => `  ${l}`)

/** So many checks fit a screen beside the counts. */
const ON_A_SCREEN = 24

const failedLines = (a: Assessment, columns: number): string[] => {
  const table = failedTable(a)
  const rest = table.rows.length - ON_A_SCREEN
  const shown = { ...table, rows: table.rows.slice(0, ON_A_SCREEN) }
  return [
    ...indented(renderTable(shown, 'table', columns - 2)),
    ...(rest > 0 ? [`  ... and ${rest} more, none of them worse`] : []),
    '',
  ]
}

/** The counts, one line for each check that failed, and what decided the exit code. */
const summaryText = (a: Assessment, s: Summary, style: Style, columns: number): string =>
  [
    ...headLines(a, s, style, columns),
    ...indented(renderTable(tallyTable(a, s), 'table', columns - 2)),
    '',
    ...(s.findings.fail === 0 ? [] : failedLines(a, columns)),
    ...wrap(totals(s), columns),
    ...baselineLines(s),
    outcomeLine(a, s, style),
  ].join('\n')

/** Failures that were accepted are counted; `--all` prints them after the new ones. */
const knownLines = (
  failures: readonly Finding[],
  a: Assessment,
  terminal: { readonly columns: number; readonly style: Style },
): string[] => {
  const known = failures.filter((f) => a.comparison?.isNew(f) === false)
  if (known.length === 0) return []
  const counted = `KNOWN  ${plural(known.length, 'failure')} that the baseline has`
  return a.all
    ? [terminal.style.strong(counted), '', ...failureLines(known, a, terminal)]
    : [terminal.style.strong(`${counted} (--all prints them)`), '']
}

/** A run for people: summary, failures by severity, unknowns by what settles them, passes if asked, next command. */
export const assessText = (a: Assessment, style: Style, columns: number): string => {
  const s = summaryOf(a)
  if (a.summaryOnly) return summaryText(a, s, style, columns)
  const by = (status: string) => a.shown.filter((f) => f.status === status)
  const [failures, unknowns, passes] = [by('fail'), by('unknown'), by('pass')]
  const fresh = failures.filter((f) => a.comparison?.isNew(f) !== false)
  return [
    ...headLines(a, s, style, columns),
    ...indented(renderTable(tallyTable(a, s), 'table', columns - 2)),
    '',
    ...wrap(totals(s), columns),
    ...baselineLines(s),
    '',
    ...failureLines(fresh, a, { columns, style }),
    ...knownLines(failures, a, { columns, style }),
    ...(unknowns.length === 0 ? [] : unknownLines(unknowns, a, columns, style)),
    ...(passes.length === 0 ? [] : [style.good('PASS'), ...passLines(passes, a.all)]),
    outcomeLine(a, s, style),
    '',
    style.strong('Next'),
    ...nextLines(a).flatMap((n) => [`  ${safe(n.line)}`, `      ${n.why}`]),
  ].join('\n')
}
