import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { IngestOptions, IngestReport } from '../../../model/ingest.ts'
import { formatInstant } from '../../../model/time.ts'
import { type ExitCode, worst } from '../../exit.ts'
import { ingestText } from '../../ingest-text.ts'
import { jsonDocument } from '../../json.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { ingestLine, progressLine } from '../progress.ts'
import {
  accounts,
  endpointUrl,
  flag,
  lengthOf,
  text,
  texts,
  time,
  wholeNumber,
  workspaceOf,
} from '../read-options.ts'

const optionsOf = (
  sources: readonly string[],
  options: OptionValues,
  effects: Effects,
): IngestOptions => {
  const given = {
    since: time(options, 'since', effects),
    until: time(options, 'until', effects),
    accounts: accounts(options),
    regions: texts(options, 'region'),
    bucket: text(options, 'bucket'),
    endpointUrl: endpointUrl(options),
    profile: text(options, 'profile'),
    role: text(options, 'role'),
    externalId: text(options, 'externalId'),
    accessKeys: accessKeys(options),
    eventNames: texts(options, 'eventName'),
    maxObjectBytes: wholeNumber(options, 'maxObjectBytes'),
    settling: lengthOf(options, 'settling'),
    concurrency: wholeNumber(options, 'concurrency'),
  }
  const present = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  return {
    sources,
    workspace: workspaceOf(options, effects),
    complete: flag(options, 'complete'),
    ...present,
  }
}

/** Ids of access keys; never a secret. */
const accessKeys = (options: OptionValues): readonly string[] | undefined => {
  const given = texts(options, 'accessKey')
  if (given?.every((id) => /^[A-Z0-9]{16,128}$/.test(id)) !== false) return given
  throw new WholetrailError('usage', 'not the id of an access key', {
    hint: 'an id looks like AKIAIOSFODNN7EXAMPLE; never give the secret',
  })
}

const exitCode = (report: IngestReport, strict: boolean, stopped: boolean): ExitCode =>
  worst(
    stopped ? 130 : 0,
    report.rejected.length === 0 ? 0 : strict ? 1 : 3,
    report.empty.length === 0 ? 0 : 3,
  )

export const ingestCommand: Command = {
  name: 'ingest',
  group: 'Gather',
  summary: 'turn log files into a lake, each event once, each file accounted for',
  description: `Reads CloudTrail log files from folders, single files or s3://bucket/prefix into the lake;
where no log was kept, management events of the last 90 days from event-history, and what a trail sent to
cloudwatch-logs:GROUP. Both are read through the API, two look-ups a second, and go on where they were stopped.
Each event is kept once, with every delivery of it; every field is kept; a file is taken whole or not at all.
What could not be read is named and becomes a hole in the coverage. Running again continues and counts nothing twice.`,
  args: [
    {
      name: 'source',
      description: 'folder, file, s3://bucket/prefix, event-history or cloudwatch-logs:GROUP',
      variadic: true,
    },
  ],
  options: [
    {
      flags: '--since <time>',
      description: 'only events from this time on (ISO-8601, or 7d)',
      group: 'Filtering',
    },
    { flags: '--until <time>', description: 'only events before this time', group: 'Filtering' },
    {
      flags: '--account <id>',
      description: 'only log files of this account; for event-history the account to ask',
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--region <name>',
      description: 'only log files of this region',
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--complete',
      description: 'you assert that no log file is missing from these sources',
      group: 'Input',
    },
    {
      flags: '--bucket <name>',
      description: 'the bucket that a folder is a copy of, where its path does not say',
      group: 'Input',
    },
    {
      flags: '--access-key <id>',
      description: 'from event-history or a log group only what was done with this access key',
      repeat: true,
      group: 'Filtering',
    },
    {
      flags: '--event-name <name>',
      description: 'from event-history or a log group only events of this name',
      repeat: true,
      group: 'Filtering',
    },
    { flags: '--endpoint-url <url>', description: 'another endpoint of AWS', group: 'Input' },
    { flags: '--profile <name>', description: 'AWS profile', group: 'Input' },
    {
      flags: '--role <name>',
      description: 'role to assume in the accounts that are named, for event-history',
      group: 'Input',
    },
    {
      flags: '--external-id <id>',
      description: 'external id that the role asks for',
      group: 'Input',
    },
    {
      flags: '--settling <length>',
      description: 'how long a log file may arrive after its events (default 2h)',
      group: 'Advanced',
    },
    {
      flags: '--max-object-bytes <n>',
      description: 'largest log file, uncompressed (default 50 MB, as AWS has)',
      group: 'Advanced',
    },
    {
      flags: '--concurrency <n>',
      description: 'how many objects are read at once',
      group: 'Advanced',
    },
    {
      flags: '--strict',
      description: 'rejected files end with exit code 1 instead of 3',
      group: 'Output',
    },
    {
      flags: '--format <format>',
      description: 'table or json',
      choices: ['table', 'json'],
      group: 'Output',
    },
  ],
  examples: [
    {
      line: 'wholetrail ingest ./logs --complete',
      why: 'a folder that holds every log file of its trails',
    },
    {
      line: 'wholetrail ingest s3://org-trail-logs --since 30d',
      why: 'the last thirty days, straight from the bucket',
    },
    {
      line: 'wholetrail ingest event-history --access-key AKIAIOSFODNN7EXAMPLE --since 7d',
      why: 'what a leaked key did, in every enabled region, where no log was kept',
    },
    {
      line: 'wholetrail ingest event-history.json',
      why: 'what `aws cloudtrail lookup-events` answered',
    },
  ],
  run: async ({ args, options }, effects) => {
    const { ingest } = await import('../../../gather/ingest/ingest.ts')
    const format = formatOf(options, 'table', ['table', 'json'])
    const started = effects.now()
    const progress = progressLine(effects, flag(options, 'quiet'))
    const request = optionsOf(args, options, effects)
    const report = await ingest(request, effects, (p) =>
      progress.show(ingestLine(p, effects.now() - started)),
    ).finally(progress.end)
    const { firstEvent, lastEvent, ...rest } = report
    const part = {
      ...rest,
      firstEvent: firstEvent === null ? null : formatInstant(firstEvent),
      lastEvent: lastEvent === null ? null : formatInstant(lastEvent),
    }
    const document = () =>
      jsonDocument(
        {
          verb: 'ingest',
          generatedAt: effects.now(),
          window:
            firstEvent === null || lastEvent === null ? null : { from: firstEvent, to: lastEvent },
          inputs: { sources: args, workspace: request.workspace },
        },
        part,
      )
    await emit(
      format === 'json'
        ? document()
        : ingestText(report, request.workspace, effects.terminal.columns),
      options,
      effects,
    )
    return exitCode(report, flag(options, 'strict'), effects.signal.aborted)
  },
}
