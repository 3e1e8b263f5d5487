import type { BillLine } from '../../../model/bill.ts'
import { UNKNOWN } from '../../../model/range.ts'
import { eventClasses } from '../../../model/volume.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { pricedMonth } from './ledger.ts'
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
 * Accounts of which there are neither events in the lake nor other volumes. Without a lake no unread file is known
 * either, so that volumes must tell all.
 */
export const unseenAccounts = (measured: Measured): readonly string[] => {
  const { tuples, readings, window } = measured
  const seen = new Set([...tuples.values()].flatMap((own) => own[0]?.account ?? []))
  const told = new Set(readings.flatMap((r) => r.account ?? []))
  const isKnown = (account: string): boolean =>
    told.has(account) && (window !== null || isAllTold(measured, account))
  return accountsOf(measured).filter((account) => !seen.has(account) && !isKnown(account))
}

/**
 * Accounts in which trails are on and of which there are neither events in the lake nor other volumes: what is recorded
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
          class: null,
          type: null,
          resource: null,
          principal: null,
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
