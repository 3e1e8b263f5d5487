import type { BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import { UNKNOWN } from '../../../model/range.ts'
import { eventClasses } from '../../../model/volume.ts'
import { cellKey, type PricedTrail } from '../copies/recorder.ts'
import { OF_NO_EVENTS, pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'
import { selecting } from './selecting.ts'
import { isTold, itemsOf } from './told.ts'
import { accountsOf } from './whole.ts'

const worksIn = (trail: PricedTrail, account: string): boolean =>
  trail.stateIn({ account, region: trail.arn.region }) !== 'off'

/** Whether numbers from elsewhere tell all that trails may record in an account and that is charged. */
const isAllTold = (measured: Measured, account: string): boolean => {
  const on = measured.trails.filter((trail) => worksIn(trail, account))
  const selects = selecting()
  return eventClasses.every((kind) => {
    const own = on.filter((trail) => selects(trail, kind) !== undefined)
    const isFree = itemsOf[kind] === 'management-copy' && own.length < 2
    return own.length === 0 || isFree || isTold(measured, { account }, kind)
  })
}

/**
 * Accounts with regions that were listed, in all of which it was asked which trails there are: what may be recorded there
 * is known trail by trail and region by region (`unreadOf`), and nothing of what was read whole.
 */
const askedIn = ({ snapshots, recorders, window }: Measured): ReadonlySet<string> => {
  if (window === null) return new Set()
  const asked = new Set(snapshots.flatMap((s) => s.trailsListed.map(cellKey)))
  const byAccount = groupBy([...recorders.keys()], (key) => key.split(' ')[0] ?? '')
  return new Set(
    [...byAccount].flatMap(([account, keys]) => (keys.every((k) => asked.has(k)) ? account : [])),
  )
}

/**
 * Accounts of which there are neither events in the lake nor other volumes. Those that were asked
 * for their trails in every region are left to `unreadOf`. Without a lake no unread file is known, so that volumes must
 * tell all.
 */
export const unseenAccounts = (measured: Measured): readonly string[] => {
  const { tuples, readings, window } = measured
  const seen = new Set([...tuples.values()].flatMap((own) => own[0]?.account ?? []))
  const told = new Set(readings.flatMap((r) => r.account ?? []))
  const isKnown = (account: string): boolean =>
    told.has(account) && (window !== null || isAllTold(measured, account))
  const asked = askedIn(measured)
  return accountsOf(measured).filter(
    (account) => !seen.has(account) && !isKnown(account) && !asked.has(account),
  )
}

/**
 * Accounts (`unseenAccounts`) in which trails are on: what is recorded
 * there costs something that is not known, which is not nothing.
 */
export const unseenLines = (measured: Measured): readonly BillLine[] => {
  const { trails } = measured
  return unseenAccounts(measured).flatMap((account): readonly BillLine[] => {
    const on = trails.filter((trail) => worksIn(trail, account))
    const [first, ...more] = on
    if (first === undefined) return []
    return [
      pricedMonth(
        {
          account,
          region: first.arn.region,
          trail: more.length === 0 ? first.arn.arn : null,
          ...OF_NO_EVENTS,
          item: 'management-copy',
          quantity: UNKNOWN,
          source: 'configuration',
          uncertainty: `The lake has no events of account ${account}, and no other volume tells all of them`,
          why: `${on.length === 1 ? `Trail ${first.arn.name} records` : `${on.length} trails record`} in account ${account}`,
          paidCopy: 'unsettled',
        },
        undefined,
      ),
    ]
  })
}
