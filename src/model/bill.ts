import type { PriceBasis, PriceItem } from './prices.ts'
import type { Range } from './range.ts'
import type { Interval } from './time.ts'
import type { EventClass, Volume } from './volume.ts'

/**
 * Whether a copy of management events is charged. `free`: the first of its account and region. `paid`: a further one.
 * `unsettled`: which of them is charged, or whether it is a copy at all, cannot be told; its cost is a range.
 * `not-applicable`: every copy of it is charged alike.
 */
export const copyStandings = ['free', 'paid', 'unsettled', 'not-applicable'] as const
export type CopyStanding = (typeof copyStandings)[number]

/** One line of what recording costs a month. The lines of a bill add up to it: nothing stands in two of them. */
export interface BillLine {
  /** The account that is charged. */
  readonly account: string
  readonly region: string
  /** ARN of the trail or event data store; null where the copies of several trails cannot be told apart. */
  readonly trail: string | null
  /** Null for what is not charged by class: storage, requests, keys. */
  readonly class: EventClass | null
  /** `resources.type` of data events, eventSource of network activity; otherwise null. */
  readonly type: string | null
  /** ARN of the bucket, table, function; of the log bucket, key or log group; null for none. */
  readonly resource: string | null
  /** ARN of the role or user, a service, `anonymous`, `account 1234...`; null for none, or for all the smaller ones. */
  readonly principal: string | null
  readonly item: PriceItem
  readonly volume: Volume
  /** US dollars a month. */
  readonly usd: Range
  readonly basis: PriceBasis
  /** Whose price is taken where none is listed for the region: `assumed: price of us-east-2, since ...`. */
  readonly basisNote?: string
  /** Why it is charged: one sentence that names the trail and the rule. */
  readonly why: string
  readonly paidCopy: CopyStanding
}

/** What one copy of the management events of an account and region adds to the others. */
export interface CopyReport {
  readonly account: string
  readonly region: string
  readonly trail: string
  /** The trail whose copy is taken for the free one: the one that records the most. AWS does not say which it is. */
  readonly isFree: boolean
  /** How its copies are known: `sightings` counted them one by one, `configuration` says what they should be. */
  readonly from: 'sightings' | 'configuration'
  /** Events a month that it records. */
  readonly recorded: Range
  /** Events a month that it alone records: lost if it is removed. */
  readonly alone: Range
  /** Events a month of which it is not the only copy. */
  readonly repeated: Range
  /** US dollars a month that removing this copy, and no other, would save. Savings of two copies do not add up. */
  readonly saving: Range
  /** What is not known, one sentence; empty where all is. */
  readonly uncertainty: string
}

/** What recording costs a month. */
export interface Bill {
  /** The events that were measured; null where there are none. */
  readonly window: Interval | null
  /** The day of the price file. */
  readonly pricesReadAt: string
  readonly lines: readonly BillLine[]
  /** US dollars a month. */
  readonly total: Range
  readonly copies: readonly CopyReport[]
  /** What is taken for granted, and what could not be priced. Sentences. */
  readonly notes: readonly string[]
}
