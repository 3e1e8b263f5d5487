import { groupBy } from '../../model/group-by.ts'
import { quoted } from '../../model/quoted.ts'
import { formatInstant, type Interval } from '../../model/time.ts'
import type { Problem, UnattestedFile, VerifyReport } from '../../model/verification.ts'
import type { VerifyResult } from './result.ts'

/** A command that goes on from here, as it can be pasted, and what it is good for. */
export interface NextStep {
  readonly command: string
  readonly why: string
}

const PLACES = 3

/** Problems that a public key would solve. */
const KEY_PROBLEMS: ReadonlySet<string> = new Set(['no-public-key', 'key-validity'])

const COMING: ReadonlySet<UnattestedFile['why']> = new Set([
  'hour still open',
  'backfill may be pending',
])

const hullOf = (problems: readonly Problem[]): Interval | null => {
  const times = problems.flatMap(({ from, to }) =>
    from === null || to === null ? [] : [{ from, to }],
  )
  const from = times.reduce((least, t) => Math.min(least, t.from), Number.POSITIVE_INFINITY)
  const to = times.reduce((most, t) => Math.max(most, t.to), Number.NEGATIVE_INFINITY)
  return from < to ? { from, to } : null
}

const keysFile = (region: string): string => `keys-${region}.json`

/** The regions whose keys are lacking, and from when to when. */
const lackingKeys = ({ problems }: VerifyReport): readonly (Interval & { region: string })[] =>
  [
    ...groupBy(
      problems.filter((p) => KEY_PROBLEMS.has(p.kind)),
      (p) => p.chain?.region,
    ),
  ].flatMap(([region, own]) => {
    const time = hullOf(own)
    return region === undefined || time === null ? [] : [{ ...time, region }]
  })

const keySteps = (report: VerifyReport): readonly NextStep[] =>
  lackingKeys(report)
    .slice(0, PLACES)
    .map(({ region, from, to }) => ({
      command: `aws cloudtrail list-public-keys --start-time ${formatInstant(from)} --end-time ${formatInstant(to)} --region ${quoted(region)} --output json > ${quoted(keysFile(region))}`,
      why: `the public keys of ${region}, without which no signature there can be checked`,
    }))

const againStep = (report: VerifyReport): readonly NextStep[] => {
  const sources = report.sources.slice(0, PLACES).map(({ uri }) => quoted(uri))
  const keys = lackingKeys(report)
    .slice(0, PLACES)
    .map(({ region }) => `--keys ${quoted(keysFile(region))}`)
  const command = ['wholetrail verify', ...sources, ...keys].join(' ')
  if (keys.length > 0) return [{ command, why: 'verify again, with those keys' }]
  return report.counts['not-yet-due'] > 0 || report.unattested.some(({ why }) => COMING.has(why))
    ? [{ command, why: 'verify again in three hours: digests may still arrive' }]
    : []
}

/** Sources that hold the log files which the lake lacks. */
const ingestSteps = ({ notInLake, sources }: VerifyReport): readonly NextStep[] =>
  notInLake !== null && notInLake.length === 0
    ? []
    : sources.slice(0, PLACES).map(({ uri }) => ({
        command: `wholetrail ingest ${quoted(uri)}`,
        why: 'reads what was verified and no answer has seen',
      }))

const affectedStep = ({ problems }: VerifyReport): readonly NextStep[] => {
  const time = hullOf(problems.filter((p) => p.weight === 'failure'))
  const hours =
    time === null ? '' : ` --from ${formatInstant(time.from)} --to ${formatInstant(time.to)}`
  return [
    {
      command: `wholetrail ask trail-tampering${hours}`,
      why: 'who stopped, changed or deleted log files, in the hours that are not whole',
    },
  ]
}

/** Commands that go on from here. `workspace`: the one that was named, which they need as well. */
export const nextSteps = (
  report: VerifyReport,
  result: VerifyResult,
  workspace?: string,
): readonly NextStep[] => {
  const { counts } = report
  const isProven = counts.verified + counts['verified-empty'] > 0
  const steps = [
    ...(result === 'broken' ? affectedStep(report) : []),
    ...keySteps(report),
    ...againStep(report),
    ...ingestSteps(report),
    ...(isProven
      ? [{ command: 'wholetrail ask --list', why: 'the questions that verified hours now answer' }]
      : []),
  ]
  return steps.map(({ command, why }) =>
    workspace === undefined || !command.startsWith('wholetrail ')
      ? { command, why }
      : { command: `${command} --workspace ${quoted(workspace)}`, why },
  )
}
