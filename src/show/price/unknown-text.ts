import type { Bill } from '../../model/bill.ts'
import { bullets } from '../format/bullets.ts'
import { count } from '../format/quantity.ts'
import type { Style } from '../format/style.ts'
import { unboundedOf } from './largest.ts'

const MOST_UNKNOWN = 8

/** What of a bill has no upper bound, why, and what would tell. */
export const unknownSection = (
  { lines }: Pick<Bill, 'lines'>,
  { style, columns }: { readonly style: Style; readonly columns: number },
): string[] => {
  const all = unboundedOf(lines)
  const left = all.length - MOST_UNKNOWN
  return bullets(
    'Not known, and not nothing',
    [
      ...all.slice(0, MOST_UNKNOWN),
      ...(left > 0 ? [`${count(left)} more (--json has them all)`] : []),
    ],
    columns,
    style,
  )
}
