import type { Effects } from '../../../effects.ts'
import { verifyPermissions } from '../../../gather/verify/permissions.ts'
import { WholetrailError } from '../../../model/error.ts'
import { formatInstant, type Instant } from '../../../model/time.ts'
import type { VerifyOptions, VerifyReport } from '../../../model/verification.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { tableFormats } from '../../format/table.ts'
import { verifyDocument } from '../../verify/document.ts'
import { resultOf, type VerifyResult, verifyExit } from '../../verify/result.ts'
import { slotTable } from '../../verify/table.ts'
import { verifyText } from '../../verify/text.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { openKnown } from '../open-known.ts'
import { progressLine } from '../progress.ts'
import {
  accounts,
  colourOf,
  endpointUrl,
  flag,
  text,
  texts,
  time,
  wholeNumber,
  workspaceOf,
} from '../read-options.ts'
import { verifyLine } from '../verify-line.ts'
import { verifyOptions } from '../verify-options.ts'

const atLeastOne = (options: OptionValues, key: string, name: string): number | undefined => {
  const value = wholeNumber(options, key)
  if (value !== 0) return value
  throw new WholetrailError('usage', `${name} must be at least 1`)
}

const checkWindow = (
  { from, to }: { readonly from: Instant | undefined; readonly to: Instant | undefined },
  now: Instant,
): void => {
  if (from === undefined || from < (to ?? now)) return
  throw to === undefined
    ? new WholetrailError('usage', `--from ${formatInstant(from)} is in the future`, {
        hint: `nothing can have been delivered after now, ${formatInstant(now)}`,
      })
    : new WholetrailError('usage', '--from must be before --to')
}

const optionsOf = (
  sources: readonly string[],
  options: OptionValues,
  effects: Effects,
): VerifyOptions => {
  const given = {
    keys: texts(options, 'keys'),
    metadata: texts(options, 'metadata'),
    trails: texts(options, 'trail'),
    accounts: accounts(options),
    regions: texts(options, 'region'),
    from: time(options, 'from', effects),
    to: time(options, 'to', effects),
    profile: text(options, 'profile'),
    role: text(options, 'role'),
    externalId: text(options, 'externalId'),
    endpointUrl: endpointUrl(options),
    concurrency: atLeastOne(options, 'concurrency', '--concurrency'),
    maxObjectBytes: atLeastOne(options, 'maxObjectBytes', '--max-object-bytes'),
  }
  checkWindow(given, effects.now())
  const present = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  return {
    sources,
    workspace: workspaceOf(options, effects),
    offline: flag(options, 'offline'),
    fresh: flag(options, 'fresh'),
    ...present,
  }
}

/** Whoever stops a run must know that it was not for nothing. */
const goesOn = (error: unknown): unknown =>
  error instanceof WholetrailError && error.code === 'interrupted'
    ? new WholetrailError('interrupted', 'interrupted: nothing was reported', {
        hint: 'the same command goes on from here: what was read of buckets is remembered; a copy is read again',
        cause: error,
      })
    : error

const run = async (request: VerifyOptions, options: OptionValues, effects: Effects) => {
  const { verify } = await import('../../../gather/verify/verify.ts')
  const started = effects.now()
  const { known, close } = await openKnown(options, effects)
  const progress = progressLine(effects, flag(options, 'quiet'))
  try {
    return await verify(request, known, effects, (p) =>
      progress.show(verifyLine(p, effects.now() - started)),
    )
  } catch (error) {
    throw goesOn(error)
  } finally {
    progress.end()
    await close()
  }
}

const documentOf = (
  request: VerifyOptions,
  report: VerifyReport,
  result: VerifyResult,
  effects: Effects,
  workspace: string | undefined,
) => {
  const { from, to, ...given } = request
  const inputs = {
    ...given,
    ...(from === undefined ? {} : { from: formatInstant(from) }),
    ...(to === undefined ? {} : { to: formatInstant(to) }),
  }
  const { window } = report
  return verifyDocument(
    { verb: 'verify', generatedAt: effects.now(), window, inputs },
    report,
    result,
    workspace,
  )
}

export const verifyCommand: Command = {
  name: 'verify',
  group: 'Gather',
  summary: 'prove from the digests, hour by hour, that the log is whole',
  description: `Checks every chain of CloudTrail's digest files at the sources, in all accounts, regions, organisations,
old buckets and prefixes at once: signatures, links, hashes of the digests and of every log file that they name, hours
without a digest, and the end of each chain. Without a source it goes to every place that a snapshot knows (collect).
A copy in a folder is verified without AWS, with --offline and keys that were kept once;
signatures of its digests are in what it kept of their metadata: FILE.metadata.json beside a file, as aws s3api head-object
prints it, or metadata/*.jsonl in the folder or up to two above it, a line for each object:
{"bucket": "...", "key": "...", "metadata": {"signature": "..."}}.
Each hour is verified, missing, invalid,
not checked, before validation was on, stopped, interrupted or not yet due; an object that cannot be read never ends the
run. A copy that is suspect is verified in a --workspace of its own: what a run finds of an hour takes the place of what was
known of it. Running again reads only what changed. What is proven is kept in the workspace: then ask and coverage say verified.
It takes ${verifyPermissions}.
Exit code 0 only when everything asked for was verified; 1 when something is altered or missing; 3 when
something could not be checked, is not attested, or there are no digests at all.`,
  args: [
    {
      name: 'source',
      description: 'folder with a copy, or s3://bucket/prefix (default: all that snapshots know)',
      variadic: true,
      optional: true,
    },
  ],
  options: verifyOptions,
  examples: [
    { line: 'wholetrail verify', why: 'every trail and log bucket that the last collect found' },
    {
      line: 'wholetrail verify s3://org-trail-logs --from 30d',
      why: 'what was delivered in the last thirty days, in every account and region',
    },
    {
      line: 'wholetrail verify ./copy --keys ./keys --offline',
      why: 'a copy, without AWS; keys are what aws cloudtrail list-public-keys answered',
    },
    {
      line: 'wholetrail verify --trail org-trail --region eu-west-1 --json',
      why: 'every hour of one trail in one region as JSON',
    },
  ],
  run: async ({ args, options }, effects): Promise<ExitCode> => {
    const format = formatOf(options, 'table', tableFormats)
    const request = optionsOf(args, options, effects)
    const named = text(options, 'workspace')
    const report = await run(request, options, effects)
    const asked = { from: request.from !== undefined, to: request.to !== undefined }
    const result = resultOf(report, asked)
    await emit(
      format === 'table'
        ? verifyText(
            report,
            result,
            styleFor(effects, colourOf(options)),
            effects.terminal.columns,
            named,
            asked,
          )
        : format === 'json'
          ? documentOf(request, report, result, effects, named)
          : slotTable(report, format),
      options,
      effects,
    )
    return verifyExit[result]
  },
}
