import { isKnown } from '../../../model/observed.ts'
import { accountOfKey } from '../../identity/key-account.ts'
import type { Asked } from '../question.ts'

/** Which account the key that is asked about belongs to, and whether that is one of those that were read. */
export const keyOwner = ({
  params,
  closure,
  evidence,
}: Pick<Asked, 'params' | 'closure' | 'evidence'>): string | undefined => {
  const { key } = params
  if (typeof key !== 'string') return undefined
  const { snapshots } = evidence
  const named = snapshots
    .flatMap((s) => s.identities)
    .find((i) => i.accessKeys.some((k) => k.id === key))?.account
  const logged = closure?.seen === true ? closure.accounts[0]?.id : undefined
  const account = named ?? accountOfKey(key) ?? logged
  if (account === undefined)
    return 'Which account the key belongs to, its id does not tell, and neither do the snapshots or the logs.'
  const organizations = snapshots.flatMap(({ organization: o }) =>
    isKnown(o) && o.known !== null ? [o.known] : [],
  )
  const home = organizations.find(
    (o) => o.managementAccount === account || o.accounts.some((a) => a.id === account),
  )
  if (home !== undefined)
    return `The key belongs to ${account}, an account of the organisation ${home.id}.`
  if (organizations.length > 0)
    return `The key belongs to ${account}, which is not in the organisation that was read (${[...new Set(organizations.map((o) => o.id))].join(', ')}).`
  return snapshots.some((s) =>
    [...s.accounts, ...s.trailsListed].some((a) => a.account === account),
  )
    ? `The key belongs to ${account}, which was collected; no organisation was read.`
    : `The key belongs to ${account}, which was not collected; no organisation was read.`
}
