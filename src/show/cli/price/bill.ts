import { WholetrailError } from '../../../model/error.ts'
import { pricePart } from '../../price/document.ts'
import { type Dimension, dimensions } from '../../price/groups.ts'
import { nextSteps } from '../../price/next.ts'
import { linesTable } from '../../price/tables.ts'
import { billText } from '../../price/text.ts'
import type { OptionValues } from '../command.ts'
import { texts, wholeNumber } from '../read-options.ts'
import { type PriceInput, type PriceResult, workspaceNamed } from './mode.ts'
import { readingsOf } from './readings.ts'

const BY: readonly Dimension[] = ['item', 'account', 'trail']
const DEFAULT_TOP = 10

/** What a bill is summed by. Throws `usage`. */
export const byOf = (options: OptionValues): readonly Dimension[] =>
  (texts(options, 'by') ?? BY).map((name) => {
    const known = dimensions.find((d) => d === name)
    if (known !== undefined) return known
    throw new WholetrailError('usage', `a bill is not summed by ${name}`, {
      hint: `one of: ${dimensions.join(', ')}`,
    })
  })

/** The bill of what is recorded now. */
export const billResult = async (input: PriceInput): Promise<PriceResult> => {
  const { sources, options, effects, window } = input
  const { query, evidence } = sources
  const [{ measure }, { billOf }, { readings, notes }] = await Promise.all([
    import('../../../reason/price/bill/measured.ts'),
    import('../../../reason/price/bill/bill.ts'),
    readingsOf(options, effects, evidence.snapshots, window, 'bill'),
  ])
  const found = billOf(
    await measure(query, evidence, { readings, ...(window === undefined ? {} : { window }) }),
  )
  const bill = { ...found, notes: [...notes, ...found.notes] }
  const by = byOf(options)
  const next = nextSteps(bill, by, workspaceNamed(options))
  const top = wholeNumber(options, 'top') ?? DEFAULT_TOP
  return {
    verb: 'price',
    window: bill.window,
    exit: bill.total.high === null || bill.lines.length === 0 ? 3 : 0,
    text: (terminal) => billText(bill, { ...terminal, by, top, next }),
    part: () => pricePart(bill, next),
    table: () => linesTable(bill),
  }
}
