import type { BillLine } from '../../../model/bill.ts'
import { type Price, priceOf } from '../../../model/prices.ts'
import { add, type Range, scale, times } from '../../../model/range.ts'
import { shortnessOf, type Volume } from '../../../model/volume.ts'
import type { Measured } from './measured.ts'

/** A line before it is priced: its events are those of the window. */
export type Entry = Omit<BillLine, 'volume' | 'usd' | 'basis'> & {
  readonly quantity: Range
  readonly source: Volume['source']
  readonly uncertainty: string
}

/** A line that stands for no events in particular. */
export const OF_NO_EVENTS = { class: null, type: null, resource: null, principal: null } as const

const keyOf = (e: Entry): string =>
  [
    e.account,
    e.region,
    e.trail,
    e.class,
    e.type,
    e.resource,
    e.principal,
    e.item,
    e.paidCopy,
    e.source,
  ].join('\t')

/** Entries that differ in nothing but their quantity become one. */
export const gathered = (entries: Iterable<Entry>): readonly Entry[] => {
  const all = new Map<string, Entry>()
  for (const entry of entries) {
    const key = keyOf(entry)
    const before = all.get(key)
    all.set(
      key,
      before === undefined
        ? entry
        : {
            ...before,
            quantity: add(before.quantity, entry.quantity),
            uncertainty: before.uncertainty === '' ? entry.uncertainty : before.uncertainty,
          },
    )
  }
  return [...all.values()]
}

const shortness = ({ window }: Pick<Measured, 'window'>): string =>
  window === null ? '' : shortnessOf(window)

const sentences = (...all: readonly string[]): string => all.filter((s) => s !== '').join('. ')

/** How far a price is known, and whose it is where none is listed. */
export const basisOf = ({ basis, basisNote }: Price): Pick<BillLine, 'basis' | 'basisNote'> => ({
  basis,
  ...(basisNote === undefined ? {} : { basisNote }),
})

/** A line of the bill out of what was counted in the window; without a window an unknown quantity stays unknown. */
export const priced = (
  measured: Pick<Measured, 'window' | 'factor'>,
  { quantity, source, uncertainty, ...line }: Entry,
): BillLine => {
  const price = priceOf(line.item, line.region)
  const perMonth = measured.window === null ? quantity : scale(quantity, measured.factor)
  return {
    ...line,
    volume: {
      perMonth,
      unit: price.unit,
      source,
      ...(measured.window === null ? {} : { window: measured.window }),
      uncertainty: sentences(uncertainty, shortness(measured)),
    },
    usd: times(perMonth, price.usd),
    ...basisOf(price),
  }
}

/** A line out of a volume that is a month's already. */
export const pricedMonth = (
  { quantity, source, uncertainty, ...line }: Entry,
  window: Volume['window'],
): BillLine => {
  const price = priceOf(line.item, line.region)
  return {
    ...line,
    volume: {
      perMonth: quantity,
      unit: price.unit,
      source,
      ...(window === undefined ? {} : { window }),
      uncertainty,
    },
    usd: times(quantity, price.usd),
    ...basisOf(price),
  }
}
