import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { renderTable, type TableFormat, tableFormats } from '../../format/table.ts'
import { jsonDocument } from '../../json.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { openSources } from '../open-sources.ts'
import { byOf } from '../price/bill.ts'
import { modeOf, type PriceInput, type PriceResult, windowOf } from '../price/mode.ts'
import { givenVolumes } from '../price/readings.ts'
import { priceOptions } from '../price-options.ts'
import { type ProgressLine, progressLine } from '../progress.ts'
import { colourOf, flag, wholeNumber } from '../read-options.ts'

type Mode = ReturnType<typeof modeOf>

type Work = (input: PriceInput) => Promise<PriceResult>

/** Reads the files that are named, and throws what is wrong with them, before anything is opened. */
const works: Readonly<Record<Mode, (options: OptionValues, effects: Effects) => Promise<Work>>> = {
  bill: async () => async (input) => (await import('../price/bill.ts')).billResult(input),
  propose: async (options, effects) => {
    const { placeOf, proposalFileOf, proposeResult } = await import('../price/propose.ts')
    placeOf(options)
    const file = await proposalFileOf(options, effects)
    return (input) => proposeResult(input, file)
  },
  optimise: async (options, effects) => {
    const { goalOf, leastSavingOf, optimiseResult } = await import('../price/optimise.ts')
    leastSavingOf(options)
    const goal = await goalOf(options, effects)
    return (input) => optimiseResult(input, goal)
  },
}

const doing = {
  bill: 'counting events and their copies',
  propose: 'replaying the events through the proposed selectors',
  optimise: 'looking for noise that can be left out',
} as const satisfies Readonly<Record<Mode, string>>

/** Off a terminal a line of progress comes after ten seconds; what takes long by nature says at once what it does. */
const startedLine = (effects: Effects, quiet: boolean, mode: Mode): ProgressLine => {
  if (mode !== 'bill' && !quiet && !effects.terminal.stderr) effects.stderr(`${doing[mode]}\n`)
  return progressLine(effects, quiet)
}

/** Throws before anything is opened. */
const checked = async (
  options: OptionValues,
  effects: Effects,
): Promise<{ readonly mode: Mode; readonly format: TableFormat; readonly work: Work }> => {
  const mode = modeOf(options)
  const format = formatOf(options, 'table', tableFormats)
  if (mode !== 'bill' && format !== 'table' && format !== 'json')
    throw new WholetrailError('usage', `--${mode} is no list: it has no format ${format}`, {
      hint: 'one of: table, json',
    })
  byOf(options)
  givenVolumes(options)
  wholeNumber(options, 'top')
  return { mode, format, work: await works[mode](options, effects) }
}

export const priceCommand: Command = {
  name: 'price',
  group: 'Reason',
  summary: 'say what recording costs a month, for whom and why',
  description: `Counts the recorded events, once, and the copies of each, and says what they cost a month by account,
region, trail, class, resource and principal, with the reason of every line. The first copy of
management events is free in each account and region; further ones are counted event by event, not by
trails. Data events, network activity and Insights are charged for every copy. Storage, requests, keys
and CloudWatch Logs are lines of their own. Volumes that the log does not hold come from snapshots
(collect) or from you (--volume); each line names its source and what makes it uncertain.
What cannot be known is a range or unknown, never $0. Free tiers, discounts and tax are left out.
--propose replays the stored events through other selectors: the bill before and after, the events
that would be lost, which questions, checks and alerts become answerable or blind. --optimise
searches for selectors that leave out measured noise, and nothing that a question or check which has
an answer today needs. Neither changes anything in AWS.
The file of --goal (YAML or JSON, schemas/goal.schema.json) adds what must be recorded:

    buckets: [payroll, {name: site, access: write}]   # or read, all
    services: [kms]                                   # everything that they record
    principals: [root, "arn:aws:iam::111122223333:role/admin"]
    resources: ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"]   # ARNs that begin so
    data: write                                       # all, read, write or none, of every resource

and releases what may be given up, by bucket, by resource, by id of question or check; or all of it:

    release: {buckets: [site], resources: [], questions: [], checks: [s3-reads-unrecorded]}   # or all

Kept without a goal: buckets of log files, buckets that selectors name, sensitive buckets.
Exit code 0 when the total has an upper bound, 3 when something of it cannot be known.`,
  options: priceOptions,
  examples: [
    { line: 'wholetrail price', why: 'what is recorded now, a month' },
    {
      line: 'wholetrail price --by resource --by principal --top 20',
      why: 'which buckets and which roles make the bill',
    },
    {
      line: 'wholetrail price --volume data-read:arn:aws:s3:::payroll=40M/month',
      why: 'the same, with a number that the log does not hold',
    },
    {
      line: 'wholetrail price --access-logs ./access-logs --propose data-events.json',
      why: 'what data events of S3 would cost, before they are switched on',
    },
    {
      line: 'wholetrail price --propose audit.tf --in 111122223333/eu-west-1',
      why: 'what a change of the Terraform would cost, lose and make answerable',
    },
    {
      line: 'wholetrail price --optimise --goal goal.yaml',
      why: 'the cheapest selectors that always record the buckets and principals of the goal',
    },
    { line: 'wholetrail price --format csv -o bill.csv', why: 'every line, for a spreadsheet' },
  ],
  run: async ({ options }, effects): Promise<ExitCode> => {
    const { mode, format, work } = await checked(options, effects)
    const progress = startedLine(effects, flag(options, 'quiet'), mode)
    const sources = await openSources(options, effects, { withoutLake: true })
    try {
      progress.show(doing[mode])
      const isTimed = options.from !== undefined || options.to !== undefined
      const { lakeWindow } = await import('../../../reason/price/bill/measured.ts')
      const window = isTimed
        ? windowOf(options, effects, await lakeWindow(sources.query))
        : undefined
      const result = await work({ sources, options, effects, window, progress }).finally(
        progress.end,
      )
      const { verb, part, table, raw, exit } = result
      const printed = (): string => {
        if (format === 'json')
          return jsonDocument(
            {
              verb,
              generatedAt: effects.now(),
              window: result.window,
              inputs: sources.inputs,
            },
            part(),
          )
        return format === 'table' || table === undefined
          ? result.text({
              columns: effects.terminal.columns,
              style: styleFor(effects, colourOf(options)),
            })
          : renderTable(table(), format)
      }
      await emit(raw === undefined ? printed() : raw(), options, effects)
      return exit
    } finally {
      await sources.close()
    }
  },
}
