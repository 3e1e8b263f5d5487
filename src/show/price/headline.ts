import type { Bill } from '../../model/bill.ts'
import { isExact } from '../../model/range.ts'
import { formatInstant } from '../../model/time.ts'
import { duration } from '../format/quantity.ts'
import { dollars, moneyText } from './money.ts'

const isUnknown = ({ low, high, likely }: Bill['total']): boolean =>
  high === null && low < 0.01 && (likely === null || likely < 0.01)

/** What recording costs, in one sentence. */
export const billSentence = ({ total, lines }: Pick<Bill, 'total' | 'lines'>): string => {
  const { low, high, likely } = total
  if (isUnknown(total)) return 'What recording costs a month is not known.'
  if (lines.length === 0) return 'Nothing was found that recording would be charged for.'
  if (high === null)
    return `Recording costs at least ${dollars(low)} a month${likely === null || likely === low ? '' : `, likely ${dollars(likely)}`}; some of it cannot be known, so that there is no upper bound.`
  return isExact(total)
    ? `Recording costs ${dollars(low)} a month.`
    : `Recording costs ${moneyText(total)} a month.`
}

/** What the figures were measured over, and with which prices. */
export const basisSentence = ({ window, pricesReadAt }: Bill): string => {
  const prices = `Prices in US dollars as of ${pricesReadAt}, without free tiers, discounts and tax.`
  return window === null
    ? `No events were measured. ${prices}`
    : `Measured over ${duration(window.to - window.from)}, ${formatInstant(window.from)} to ${formatInstant(window.to)}, and taken to a month of 730 hours. ${prices}`
}
