import type { Effects } from '../../../effects.ts'
import type { Bill } from '../../../model/bill.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Interval } from '../../../model/time.ts'
import type { VolumeReading } from '../../../model/volume.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { renderTable, tableFormats } from '../../format/table.ts'
import { jsonDocument } from '../../json.ts'
import { pricePart } from '../../price/document.ts'
import { type Dimension, dimensions } from '../../price/groups.ts'
import { nextSteps } from '../../price/next.ts'
import { linesTable } from '../../price/tables.ts'
import { billText } from '../../price/text.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { openSources, type Sources } from '../open-sources.ts'
import { priceOptions } from '../price-options.ts'
import { progressLine } from '../progress.ts'
import { colourOf, flag, text, texts, time, wholeNumber } from '../read-options.ts'
import { volumeOf } from '../volume-option.ts'

const BY: readonly Dimension[] = ['item', 'account', 'trail']

const byOf = (options: OptionValues): readonly Dimension[] => {
  const wanted = texts(options, 'by') ?? BY
  return wanted.map((name) => {
    const known = dimensions.find((d) => d === name)
    if (known !== undefined) return known
    throw new WholetrailError('usage', `a bill is not summed by ${name}`, {
      hint: `one of: ${dimensions.join(', ')}`,
    })
  })
}

/** The window that was asked for; where only one end is given, the other one is that of the lake. */
const windowOf = (
  options: OptionValues,
  effects: Effects,
  lake: Interval | null,
): Interval | undefined => {
  const [from, to] = [time(options, 'from', effects), time(options, 'to', effects)]
  if (from === undefined && to === undefined) return undefined
  const window = { from: from ?? lake?.from ?? 0, to: to ?? lake?.to ?? effects.now() }
  if (window.from < window.to) return window
  throw new WholetrailError('usage', '--from must be before --to')
}

const readingsOf = (options: OptionValues): readonly VolumeReading[] =>
  (texts(options, 'volume') ?? []).map(volumeOf)

/** The bill of what is recorded now. */
const billed = async (
  { query, evidence }: Sources,
  options: OptionValues,
  effects: Effects,
): Promise<Bill> => {
  const [{ lakeWindow, measure }, { billOf }] = await Promise.all([
    import('../../../reason/price/bill/measured.ts'),
    import('../../../reason/price/bill/bill.ts'),
  ])
  const isTimed = options.from !== undefined || options.to !== undefined
  const window = isTimed ? windowOf(options, effects, await lakeWindow(query)) : undefined
  const readings = readingsOf(options)
  return billOf(
    await measure(query, evidence, { readings, ...(window === undefined ? {} : { window }) }),
  )
}

const DEFAULT_TOP = 10

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
    { line: 'wholetrail price --format csv -o bill.csv', why: 'every line, for a spreadsheet' },
  ],
  run: async ({ options }, effects): Promise<ExitCode> => {
    const format = formatOf(options, 'table', tableFormats)
    const by = byOf(options)
    const top = wholeNumber(options, 'top') ?? DEFAULT_TOP
    readingsOf(options)
    const sources = await openSources(options, effects, { withoutLake: true })
    const progress = progressLine(effects, flag(options, 'quiet'))
    try {
      progress.show('counting events and their copies')
      const bill = await billed(sources, options, effects).finally(progress.end)
      const next = nextSteps(bill, text(options, 'workspace'))
      const result =
        format === 'table'
          ? billText(bill, {
              by,
              top,
              columns: effects.terminal.columns,
              style: styleFor(effects, colourOf(options)),
              next,
            })
          : format === 'json'
            ? jsonDocument(
                {
                  verb: 'price',
                  generatedAt: effects.now(),
                  window: bill.window,
                  inputs: sources.inputs,
                },
                pricePart(bill, next),
              )
            : renderTable(linesTable(bill), format)
      await emit(result, options, effects)
      return bill.total.high === null || bill.lines.length === 0 ? 3 : 0
    } finally {
      await sources.close()
    }
  },
}
