import { between, exactly, type Range, UNKNOWN } from './range.ts'
import { isCommercialRegion } from './regions.ts'

/** What one unit of a price is. GB is 2^30 bytes; a key-month is a customer managed key for a month. */
export const priceUnits = ['event', 'GB', 'GB-month', 'request', 'key-month'] as const
export type PriceUnit = (typeof priceUnits)[number]

/**
 * How far a price is known. `listed`: read from AWS's price list for that region. `assumed`: listed elsewhere, and said
 * to be the same in most commercial regions. `spread`: it lies between the cheapest and the dearest region known.
 * `unknown`: not to be had.
 */
export const priceBases = ['listed', 'assumed', 'spread', 'unknown'] as const
export type PriceBasis = (typeof priceBases)[number]

interface PriceEntry {
  readonly unit: PriceUnit
  /** US dollars a unit, in the regions of `listedIn`. */
  readonly usd: Range
  readonly listedIn: readonly string[]
  /** In the other regions of the partition `aws`. */
  readonly elsewhere: { readonly basis: 'assumed' | 'spread'; readonly usd: Range }
  /** Where one region is known to differ. */
  readonly regions?: Readonly<Record<string, Range>>
  /** How Cost Explorer and the CUR name it, after the code of the region. */
  readonly usageType?: string
  readonly source: string
  /** What is not confirmed of it (facts/aws.md 4 and 11). */
  readonly unconfirmed?: string
}

const OHIO = ['us-east-2']
const US_EAST = ['us-east-1', 'us-east-2']
const PRICE_LIST = 'AWS price list, us-east-2, read 2026-09 (facts/aws.md 4)'
const COMMON = 'General knowledge, not confirmed by a price list (facts/aws.md 4)'

const cloudTrail = (perHundredThousand: number, usageType: string): PriceEntry => {
  const usd = exactly(perHundredThousand / 100_000)
  return {
    unit: 'event',
    usd,
    listedIn: OHIO,
    elsewhere: { basis: 'assumed', usd },
    usageType,
    source: PRICE_LIST,
  }
}

/**
 * Unit prices of AWS as read until `pricesReadAt`; the one file to change when AWS changes one. Discounts, credits, free
 * tiers and taxes are left out. Regions of other partitions (GovCloud, China) are not known at all (facts/aws.md 4).
 */
export const prices = {
  'management-first-copy': {
    ...cloudTrail(0, 'FreeEventsRecorded'),
    source: `${PRICE_LIST}; the first copy per account and region is free`,
  },
  'management-copy': cloudTrail(2, 'PaidEventsRecorded'),
  'data-event': cloudTrail(0.1, 'DataEventsRecorded'),
  'network-activity-event': {
    ...cloudTrail(0.1, 'NetworkEventsRecorded'),
    unconfirmed: 'The AWS calculator takes a first copy for free, the documents say always charged',
  },
  'insights-management': cloudTrail(0.35, 'InsightsEvents'),
  'insights-data': cloudTrail(0.03, 'DataInsightsEvents'),
  'lake-ingestion': {
    unit: 'GB',
    usd: between(0.5, 2.5, 0.75),
    listedIn: OHIO,
    elsewhere: { basis: 'assumed', usd: between(0.5, 2.5, 0.75) },
    source: PRICE_LIST,
    unconfirmed:
      'The pricing option of an event data store is not read: $0.75 a GB with one-year extendable retention, $0.50 to $2.50 with seven years',
  },
  'lake-retention': {
    unit: 'GB-month',
    usd: exactly(0.023),
    listedIn: OHIO,
    elsewhere: { basis: 'assumed', usd: exactly(0.023) },
    source: PRICE_LIST,
    unconfirmed:
      'The first year of retention in an event data store is part of the price of ingestion',
  },
  'cloudwatch-logs-ingestion': {
    unit: 'GB',
    usd: exactly(0.5),
    listedIn: US_EAST,
    elsewhere: { basis: 'spread', usd: between(0.5, 0.9) },
    usageType: 'DataProcessing-Bytes',
    source: 'AWS observability best practices (us-east-1), facts/aws.md 4',
    unconfirmed:
      'CloudWatch Logs ingestion outside us-east is the spread of the known commercial regions; São Paulo is dearest',
  },
  's3-standard-storage': {
    unit: 'GB-month',
    usd: exactly(0.023),
    listedIn: US_EAST,
    elsewhere: { basis: 'spread', usd: between(0.023, 0.0405) },
    usageType: 'TimedStorage-ByteHrs',
    source: 'S3 Standard, first 50 TB: third-party list of 2026-03 (facts/aws.md 4)',
    unconfirmed:
      'S3 Standard outside us-east is the spread of the known commercial regions; São Paulo is dearest',
  },
  's3-put': {
    unit: 'request',
    usd: exactly(0.005 / 1000),
    listedIn: [],
    elsewhere: { basis: 'spread', usd: between(0.0047 / 1000, 0.007 / 1000, 0.005 / 1000) },
    usageType: 'Requests-Tier1',
    source: COMMON,
    unconfirmed:
      'PUT requests are the spread of the known commercial regions; $0.005 for 1,000 in most',
  },
  'kms-request': {
    unit: 'request',
    usd: exactly(0.03 / 10_000),
    listedIn: [],
    elsewhere: { basis: 'assumed', usd: exactly(0.03 / 10_000) },
    usageType: 'KMS-Requests',
    source: COMMON,
    unconfirmed:
      'The first 20,000 requests to KMS of an account and month are free, and are not subtracted',
  },
  'kms-key': {
    unit: 'key-month',
    usd: exactly(1),
    listedIn: [],
    elsewhere: { basis: 'assumed', usd: exactly(1) },
    usageType: 'KMS-Keys',
    source: COMMON,
    unconfirmed: 'A key that is rotated costs more; an AWS managed key costs nothing',
  },
} as const satisfies Readonly<Record<string, PriceEntry>>

const UNLISTED = 'No price of it was read from a price list (facts/aws.md 4 names none)'

/**
 * What watching a log costs a month, and no price was read for: it is charged, and nobody may take it for nothing. The
 * kinds are those of model/desired.ts.
 */
export const unpriced = {
  alarm: { charged: 'each alarm, by the month', source: UNLISTED },
  'metric-filter': {
    charged: 'the metric that each filter writes, by the month',
    source: UNLISTED,
  },
  'event-rule': { charged: 'events that rules send to targets', source: UNLISTED },
  topic: { charged: 'messages, by the address that they go to', source: UNLISTED },
  'log-group': { charged: 'GB kept in log groups, by the month', source: UNLISTED },
} as const satisfies Readonly<Record<string, { readonly charged: string; readonly source: string }>>

/** The day to which the file above was read. */
export const pricesReadAt = '2026-11-23'

export type PriceItem = keyof typeof prices
export const priceItems = Object.keys(prices) as readonly PriceItem[]

/** A unit price in one region, US dollars. */
export interface Price {
  readonly item: PriceItem
  readonly unit: PriceUnit
  readonly usd: Range
  readonly basis: PriceBasis
  /** Where it is not listed for the region: whose price it is instead. */
  readonly basisNote?: string
  readonly source: string
  readonly unconfirmed?: string
}

/** Stands for the region of what is charged who knows where: priced as in most commercial regions. */
const NOWHERE: readonly string[] = ['unknown', '']

/** Whose price is taken for a region that has none of its own. */
const noteOf = ({ listedIn, elsewhere }: PriceEntry, region: string): string => {
  const none = `since none is listed for ${NOWHERE.includes(region) ? 'a region that is not known' : region}`
  if (elsewhere.basis === 'spread')
    return `spread: from the cheapest to the dearest region known, ${none}`
  const [first] = listedIn
  return first === undefined
    ? `assumed: the price of most commercial regions, ${none}`
    : `assumed: price of ${first}, ${none}`
}

/** The price of an item in a region. In a partition other than `aws`, or a region nobody has heard of, it is unknown. */
export const priceOf = (item: PriceItem, region: string): Price => {
  const entry: PriceEntry = prices[item]
  const { unit, source, unconfirmed } = entry
  const common = { item, unit, source, ...(unconfirmed === undefined ? {} : { unconfirmed }) }
  if (!isCommercialRegion(region) && !NOWHERE.includes(region))
    return {
      ...common,
      usd: UNKNOWN,
      basis: 'unknown',
      unconfirmed: `Prices of ${region} are not known`,
    }
  const own = entry.regions?.[region]
  if (own !== undefined) return { ...common, usd: own, basis: 'listed' }
  return entry.listedIn.includes(region)
    ? { ...common, usd: entry.usd, basis: 'listed' }
    : { ...common, ...entry.elsewhere, basisNote: noteOf(entry, region) }
}
