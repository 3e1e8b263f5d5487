import { z } from 'zod'
import { type Bill, type BillLine, copyStandings } from '../../model/bill.ts'
import { type PriceItem, priceBases, priceItems, priceUnits } from '../../model/prices.ts'
import type { Range } from '../../model/range.ts'
import { formatInstant } from '../../model/time.ts'
import { eventClasses, volumeSources } from '../../model/volume.ts'
import { dearer, dimensions, groupsOf } from './groups.ts'
import { billSentence } from './headline.ts'
import type { NextStep } from './next.ts'

export const rangeSchema = z
  .strictObject({
    low: z.number().nullable().meta({ description: 'at least; null where a change has no bound' }),
    high: z.number().nullable().meta({ description: 'at most; null where no bound is known' }),
    likely: z.number().nullable().meta({ description: 'null where nothing says where it lies' }),
  })
  .meta({ description: 'a quantity that is not wholly known; never 0 for unknown' })

const name = z.string().nullable()
const time = z.string().meta({ description: 'ISO-8601, UTC' })
const item = z.enum(priceItems as [PriceItem, ...PriceItem[]])

const lineSchema = z.strictObject({
  account: z.string(),
  region: z.string(),
  trail: name.meta({ description: 'ARN, or null where copies of several cannot be told apart' }),
  class: z.enum(eventClasses).nullable(),
  type: name.meta({
    description: 'resources.type of data events, eventSource of network activity',
  }),
  resource: name,
  principal: name,
  item,
  volume: z.strictObject({
    perMonth: rangeSchema,
    unit: z.enum(priceUnits),
    source: z.enum(volumeSources),
    window: z.strictObject({ from: time, to: time }).optional(),
    uncertainty: z.string(),
  }),
  usd: rangeSchema,
  basis: z.enum(priceBases),
  basisNote: z.string().optional().meta({
    description: 'whose price is taken where none is listed for the region',
  }),
  why: z.string(),
  paidCopy: z.enum(copyStandings),
})

/** What a bill is in `--json`. */
export const billSchema = z.strictObject({
  sentence: z.string(),
  pricesReadAt: z.string().meta({ description: 'the day of the price file' }),
  total: rangeSchema.meta({ description: 'US dollars a month' }),
  sums: z.record(
    z.enum(dimensions),
    z.array(z.strictObject({ name: z.string(), usd: rangeSchema })),
  ),
  lines: z.array(lineSchema).meta({ description: 'they add up to the total' }),
  copies: z.array(
    z.strictObject({
      account: z.string(),
      region: z.string(),
      trail: z.string(),
      isFree: z.boolean(),
      from: z.enum(['sightings', 'configuration']),
      recorded: rangeSchema,
      alone: rangeSchema,
      repeated: rangeSchema,
      saving: rangeSchema.meta({ description: 'of removing this copy and no other' }),
      uncertainty: z.string(),
    }),
  ),
  notes: z.array(z.string()),
})

export const nextSchema = z.array(z.strictObject({ command: z.string(), why: z.string() }))

/** What `price --json` prints. */
export const pricePartSchema = z.strictObject({ ...billSchema.shape, next: nextSchema })

/** JSON has no infinity. */
export const rangePart = ({ low, high, likely }: Range): z.infer<typeof rangeSchema> => ({
  low: Number.isFinite(low) ? low : null,
  high,
  likely,
})

const linePart = ({ volume, usd, ...line }: BillLine): z.infer<typeof lineSchema> => {
  const { window, perMonth, ...rest } = volume
  return {
    ...line,
    volume: {
      ...rest,
      perMonth: rangePart(perMonth),
      ...(window === undefined
        ? {}
        : { window: { from: formatInstant(window.from), to: formatInstant(window.to) } }),
    },
    usd: rangePart(usd),
  }
}

const sumsOf = ({ lines }: Bill): z.infer<typeof billSchema>['sums'] => {
  const of = (dimension: (typeof dimensions)[number]) =>
    groupsOf(lines, dimension).map((g) => ({ name: g.name, usd: rangePart(g.usd) }))
  return {
    item: of('item'),
    account: of('account'),
    region: of('region'),
    trail: of('trail'),
    class: of('class'),
    resource: of('resource'),
    principal: of('principal'),
  }
}

/** A bill as data: all of it, whatever a terminal would leave out. */
export const billPart = (bill: Bill): z.infer<typeof billSchema> => ({
  sentence: billSentence(bill),
  pricesReadAt: bill.pricesReadAt,
  total: rangePart(bill.total),
  sums: sumsOf(bill),
  lines: bill.lines.toSorted((a, b) => dearer(a.usd, b.usd)).map(linePart),
  copies: bill.copies.map((c) => ({
    ...c,
    recorded: rangePart(c.recorded),
    alone: rangePart(c.alone),
    repeated: rangePart(c.repeated),
    saving: rangePart(c.saving),
  })),
  notes: [...bill.notes],
})

export const pricePart = (
  bill: Bill,
  next: readonly NextStep[],
): z.infer<typeof pricePartSchema> => ({ ...billPart(bill), next: [...next] })
