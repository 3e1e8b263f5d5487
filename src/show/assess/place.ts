import type { Finding } from '../../model/finding.ts'
import { plural } from '../format/quantity.ts'
import type { Assessment } from './assessment.ts'

type Placed = Pick<Finding, 'account' | 'region' | 'regions'>

/** An account by number and name. */
export const accountWords = (account: string, a: Pick<Assessment, 'accounts'>): string => {
  const name = a.accounts.get(account)
  return name === undefined ? account : `${account} (${name})`
}

/** The regions of a finding: one by its name, several by their number. */
export const regionWords = ({ region, regions = [] }: Placed): string =>
  regions.length > 1 ? plural(regions.length, 'region') : region

/** Where a thing is: its account by number and name, its region. */
export const placeWords = (f: Placed, a: Pick<Assessment, 'accounts'>): string => {
  const regions = regionWords(f)
  const account = accountWords(f.account, a)
  return regions === 'global' ? account : `${account}, ${regions}`
}
