import type { BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { PriceItem } from '../../../model/prices.ts'
import { between, type Range, UNKNOWN } from '../../../model/range.ts'
import { ANY_REGION } from '../copies/cells.ts'
import type { Recorder } from '../copies/recorder.ts'
import { pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'
import { itemsOf } from './told.ts'
import { type Unread, unreadOf } from './unread.ts'

/** Regions for people; those of an account whose list was not read have no names. */
export const regionsText = (all: readonly Unread[]): string => {
  const regions = [...new Set(all.map((u) => u.region))].sort()
  const named = regions.filter((region) => region !== ANY_REGION)
  const first = named.length > 3 ? `${named.length} regions` : named.join(', ')
  if (named.length === regions.length) return first
  return [first, 'regions that were not listed'].filter((text) => text !== '').join(', ')
}

const nameOf = ({ id, trail }: Recorder): string =>
  trail === undefined ? id : `trail ${trail.arn.name}`

interface Charge {
  readonly unread: Unread
  readonly item: PriceItem
  readonly quantity: Range
}

const CONFIGURED_OFF = between(0, null, 0)

/** Insights are off unless they were turned on; of events that several trails may have written nobody knows. */
const insights = (unread: Unread): readonly Charge[] => {
  const { recorder, class: kind } = unread
  if (recorder.trail === undefined || kind === 'network-activity') return []
  const [item, category] =
    kind === 'data'
      ? (['insights-data', 'Data'] as const)
      : (['insights-management', 'Management'] as const)
  const told = recorder.trail.insights
  if (told === undefined) return [{ unread, item, quantity: CONFIGURED_OFF }]
  return told.some(({ categories }) => categories.includes(category))
    ? [{ unread, item, quantity: UNKNOWN }]
    : []
}

const logGroup = (unread: Unread): readonly Charge[] =>
  unread.recorder.trail?.config?.cloudWatchLogGroupArn === undefined
    ? []
    : [{ unread, item: 'cloudwatch-logs-ingestion', quantity: UNKNOWN }]

const chargesOf = (unread: Unread): readonly Charge[] => [
  ...(unread.isCharged ? [{ unread, item: itemsOf[unread.class], quantity: UNKNOWN }] : []),
  ...insights(unread),
  ...logGroup(unread),
]

const lineOf = (charges: readonly Charge[]): readonly BillLine[] => {
  const [first] = charges
  if (first === undefined) return []
  const { item, quantity, unread } = first
  const { account, recorder, class: kind } = unread
  const all = charges.map((c) => c.unread)
  const named = all.find(({ region }) => region !== ANY_REGION)?.region
  return [
    pricedMonth(
      {
        account,
        region: named ?? recorder.trail?.arn.region ?? 'us-east-1',
        trail: recorder.id,
        class: all.every((u) => u.class === kind) ? kind : null,
        type: null,
        resource: null,
        principal: null,
        item,
        quantity,
        source: 'configuration',
        uncertainty: `Not every file that ${nameOf(recorder)} delivered was read: what they hold beyond the events that were counted is not known`,
        why: `Files of ${nameOf(recorder)} in account ${account}, ${regionsText(all)}`,
        paidCopy: item === 'management-copy' ? 'unsettled' : 'not-applicable',
      },
      undefined,
    ),
  ]
}

/** What unread files may cost: a line for each account, recorder and item, without an upper bound. */
export const unreadLines = (measured: Measured): readonly BillLine[] => {
  const charges = unreadOf(measured).flatMap(chargesOf)
  const byLine = groupBy(charges, ({ unread, item }) =>
    [unread.account, unread.recorder.id, item].join('\t'),
  )
  return [...byLine.values()].flatMap(lineOf)
}
