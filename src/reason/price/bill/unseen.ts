import type { BillLine } from '../../../model/bill.ts'
import { UNKNOWN } from '../../../model/range.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'
import { accountsOf } from './whole.ts'

const worksIn = (trail: PricedTrail, account: string): boolean =>
  trail.stateIn({ account, region: trail.arn.region }) !== 'off'

/** Accounts of which there are neither events in the lake nor other volumes. */
export const unseenAccounts = (measured: Measured): readonly string[] => {
  const { tuples, readings } = measured
  const seen = new Set([...tuples.values()].flatMap((own) => own[0]?.account ?? []))
  const told = new Set(readings.flatMap((r) => r.account ?? []))
  return accountsOf(measured).filter((account) => !seen.has(account) && !told.has(account))
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
          uncertainty: `The lake has no events of account ${account}, and no other volume is known`,
          why: `${on.length === 1 ? `Trail ${first.arn.name} records` : `${on.length} trails record`} in account ${account}`,
          paidCopy: 'unsettled',
        },
        undefined,
      ),
    ]
  })
}
