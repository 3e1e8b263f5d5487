import type { BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { PriceItem } from '../../../model/prices.ts'
import { UNKNOWN } from '../../../model/range.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { type Cell, cellKey } from '../copies/recorder.ts'
import { OF_NO_EVENTS, pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'

interface Asked extends Cell {
  readonly listed: Observed<unknown>
}

/** Accounts and regions whose list nobody ever read (R22: known beats unknown), by account. */
const neverRead = (asked: readonly Asked[]): ReadonlyMap<string, readonly Asked[]> =>
  groupBy(
    [...groupBy(asked, cellKey).values()].flatMap((all) =>
      all.some(({ listed }) => isKnown(listed)) ? [] : all.slice(0, 1),
    ),
    ({ account }) => account,
  )

const regionsText = (all: readonly Asked[]): string => {
  const regions = [...new Set(all.map(({ region }) => region))].sort()
  return regions.length > 3 ? `${regions.length} regions` : regions.join(', ')
}

const linesFor = (
  asked: readonly Asked[],
  what: string,
  item: PriceItem,
  permission: string,
): readonly BillLine[] =>
  [...neverRead(asked)].flatMap(([account, all]) => {
    const [first] = all
    if (first === undefined) return []
    return pricedMonth(
      {
        account,
        region: first.region,
        trail: null,
        ...OF_NO_EVENTS,
        item,
        quantity: UNKNOWN,
        source: 'configuration',
        uncertainty: `Let a role that may call ${permission} read them: wholetrail collect`,
        why: `The ${what} of account ${account} in ${regionsText(all)} could not be listed: there may be some`,
        paidCopy: item === 'management-copy' ? 'unsettled' : 'not-applicable',
      },
      undefined,
    )
  })

const storesAsked = ({ listings }: Snapshot): readonly Asked[] =>
  listings.flatMap(({ what, account, region, listed }) =>
    what === 'event-data-stores' && region !== undefined ? [{ account, region, listed }] : [],
  )

/** Accounts and regions whose trails or event data stores could not be listed: those cost something that is not known. */
export const unlistedLines = ({ snapshots }: Measured): readonly BillLine[] => [
  ...linesFor(
    snapshots.flatMap((s) => s.trailsListed),
    'trails',
    'management-copy',
    'cloudtrail:DescribeTrails',
  ),
  ...linesFor(
    snapshots.flatMap(storesAsked),
    'event data stores',
    'lake-ingestion',
    'cloudtrail:ListEventDataStores',
  ),
]
