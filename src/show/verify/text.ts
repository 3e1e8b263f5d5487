import { formatInstant } from '../../model/time.ts'
import type { FileCounts, VerifyReport } from '../../model/verification.ts'
import { span } from '../blind-lines.ts'
import { count, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { hanging, wrap } from '../format/wrap.ts'
import { calendar } from './calendar.ts'
import { statesText, sumOf } from './hours.ts'
import { nextSteps } from './next.ts'
import { problemLines } from './problem-lines.ts'
import { type Asked, openReasons, type VerifyResult } from './result.ts'
import { type ChainSummary, summaryOf } from './summary.ts'
import { unattestedLines } from './unattested-lines.ts'

const SHOWN = 5

const HEADLINE = {
  whole: {
    word: 'WHOLE',
    says: 'every hour asked for is verified, and every file that its digests name is there',
    tone: 'good',
  },
  broken: { word: 'NOT WHOLE', says: 'something is missing, or not what it was', tone: 'bad' },
  unproven: { word: 'NOT PROVEN', says: 'nothing was found altered', tone: 'warn' },
} as const satisfies Readonly<
  Record<VerifyResult, { word: string; says: string; tone: keyof Omit<Style, 'unicode'> }>
>

const NOTHING = {
  word: 'NOTHING VERIFIED',
  says: 'no hour was proven, so nothing is known of the log',
  tone: 'warn',
} as const

/** What it came to, in a sentence; of what is not proven, why. */
const headlineOf = (report: VerifyReport, result: VerifyResult, asked: Asked) => {
  if (result !== 'unproven') return HEADLINE[result]
  const { verified, 'verified-empty': empty } = report.counts
  const reasons = openReasons(report, asked)
  const base = verified + empty === 0 ? NOTHING : HEADLINE.unproven
  const why = reasons.length === 0 ? 'something is open' : reasons.join('; ')
  return { ...base, says: `${base.says}${base === NOTHING ? ': ' : ', but '}${why}` }
}

const section = (title: string, lines: readonly string[], style: Style): readonly string[] =>
  lines.length === 0 ? [] : ['', style.strong(title), ...lines]

const listed = (items: readonly string[], columns: number, shown = Infinity): string[] => [
  ...items
    .slice(0, shown)
    .flatMap((item) =>
      wrap(safe(item), columns - 4).map((l, i) => `  ${i === 0 ? '- ' : '  '}${l}`),
    ),
  ...(items.length > shown ? [`  ... and ${count(items.length - shown)} more (--json)`] : []),
]

/** What became of the log files: none is called read that is not there. */
const filesText = ({ named, hashed, remembered, absent, unread }: FileCounts): string => {
  const parts = [
    [hashed, 'read and hashed'],
    [remembered, 'unchanged since an earlier run hashed them'],
    [absent, 'not there'],
    [unread, 'not readable'],
  ] as const
  const told = parts.filter(([n]) => n > 0).map(([n, what]) => `${count(n)} ${what}`)
  return `${plural(named, 'log file')} named${told.length === 0 ? '' : `: ${told.join(', ')}`}`
}

const totals = ({ chains, done, seconds }: VerifyReport): string => {
  const digests = chains.reduce((sum, c) => sum + c.digests, 0)
  const cells = new Set(chains.map((c) => `${c.account} ${c.region}`)).size
  const trails = new Set(chains.map((c) => c.arn ?? `${c.trail} ${c.home}`)).size
  return `${plural(trails, 'trail')} in ${plural(cells, 'account and region', 'accounts and regions')}: ${plural(digests, 'digest')}, ${filesText(done.files)}${seconds > 0 ? `, in ${seconds.toFixed(1)} s` : ''}`
}

const keysLines = ({ keys }: VerifyReport): readonly string[] =>
  keys.map((k) => `public key ${k.fingerprint} from ${k.source}`)

const head = (
  report: VerifyReport,
  summaries: readonly ChainSummary[],
  result: VerifyResult,
  asked: Asked,
  columns: number,
  style: Style,
) => {
  const { word, says, tone } = headlineOf(report, result, asked)
  const { from, to } = report.window
  return [
    ...wrap(says, columns - word.length - 2).map((l, i) =>
      i === 0 ? `${style[tone](word)}  ${l}` : `${' '.repeat(word.length + 2)}${l}`,
    ),
    ...(from < to ? [`  ${span(formatInstant(from), formatInstant(to), style)}`] : []),
    ...hanging(`  ${totals(report)}`, columns),
    ...(summaries.length === 0
      ? []
      : hanging(`  ${statesText(sumOf(summaries.map((s) => s.time)))}`, columns)),
    ...report.sources
      .slice(0, SHOWN)
      .flatMap(({ uri, asOf }) =>
        hanging(`  ${style.dim(`as of ${formatInstant(asOf)}: ${safe(uri)}`)}`, columns),
      ),
  ]
}

/** What was verified and what was not: the result, the calendar, the problems, the checks, what to do next. */
export const verifyText = (
  report: VerifyReport,
  result: VerifyResult,
  style: Style,
  columns: number,
  workspace?: string,
  asked: Asked = { from: false, to: false },
): string => {
  const { chains, window, problems, unattested, notInLake, checks } = report
  const summaries = chains.map((chain) => summaryOf(chain, asked))
  const lacking = (notInLake ?? []).map(({ bucket, key }) => `s3://${bucket}/${key}`)
  return [
    ...head(report, summaries, result, asked, columns, style),
    ...section('Calendar', calendar(summaries, window, problems, columns, style), style),
    ...section('Problems', problemLines(problems, columns, style), style),
    ...section(
      `Not attested: ${plural(unattested.length, 'log file')} that no digest names`,
      unattestedLines(unattested, columns, style),
      style,
    ),
    ...section(
      `Not in the lake: ${plural(lacking.length, 'log file')} that digests name`,
      listed(lacking, columns, SHOWN),
      style,
    ),
    ...section('Checked', listed([...checks.performed, ...keysLines(report)], columns), style),
    ...section('Not checked', listed(checks.notPerformed, columns), style),
    ...section(
      'Next',
      nextSteps(report, result, workspace).flatMap(({ command, why }) => [
        `  ${safe(command)}`,
        ...wrap(why, columns - 6).map((l) => `      ${style.dim(l)}`),
      ]),
      style,
    ),
  ].join('\n')
}
