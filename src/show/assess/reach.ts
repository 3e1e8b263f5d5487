import { isKnown } from '../../model/observed.ts'
import { accountsOf, isUncollected } from '../../reason/assess/places.ts'
import { some, whyUnknown } from '../../reason/assess/words.ts'
import type { World } from '../../reason/assess/world.ts'
import { plural } from '../format/quantity.ts'
import type { Assessment } from './assessment.ts'

/** How far a run could see: an account without findings is not one without faults. */
export interface Reach {
  readonly collected: readonly string[]
  /** Members that collection did not set out to read. */
  readonly notCollected: readonly string[]
  /** Accounts that it did not get into, and closed ones. */
  readonly notReached: readonly { readonly account: string; readonly why: string }[]
  /** Accounts that only older snapshots of the workspace speak of. */
  readonly onlyInOlderSnapshots: readonly string[]
}

/** Of the accounts that a snapshot speaks of, or of those among them that were asked for. */
export const reachOf = (
  world: World,
  onlyInOlderSnapshots: readonly string[] = [],
  asked?: readonly string[],
): Reach => {
  const isAsked = (account: string) => asked?.includes(account) ?? true
  const views = accountsOf(world).filter((v) => isAsked(v.account))
  const unread = views.filter((v) => !isKnown(v.reached))
  return {
    collected: views.filter((v) => isKnown(v.reached)).map((v) => v.account),
    notCollected: unread.filter(isUncollected).map((v) => v.account),
    notReached: unread
      .filter((v) => !isUncollected(v))
      .map(({ account, reached, member }) => ({
        account,
        why:
          member === undefined || member.status === 'ACTIVE'
            ? whyUnknown(reached)
            : `it is ${member.status.toLowerCase().replaceAll('_', ' ')}`,
      })),
    onlyInOlderSnapshots: onlyInOlderSnapshots.filter(
      (id) => isAsked(id) && !views.some((v) => v.account === id),
    ),
  }
}

const MANY = 10

/** What was not judged, one line each. */
export const blindSpots = ({ reach }: Pick<Assessment, 'reach'>): readonly string[] => [
  ...(reach.notCollected.length === 0
    ? []
    : [
        `${plural(reach.notCollected.length, 'account')} ${reach.notCollected.length === 1 ? 'was' : 'were'} not collected (wholetrail collect --org): ${some(reach.notCollected, MANY)}`,
      ]),
  ...(reach.notReached.length === 0
    ? []
    : [
        `${plural(reach.notReached.length, 'account')} could not be read: ${some(
          reach.notReached.map(({ account, why }) => `${account} (${why})`),
          MANY,
        )}`,
      ]),
  ...(reach.onlyInOlderSnapshots.length === 0
    ? []
    : [
        `Only older snapshots speak of ${some(reach.onlyInOlderSnapshots, MANY)}: collect all accounts in one run`,
      ]),
]

/** `1 of 3 accounts of o-abc`. */
export const scopeWords = ({
  reach,
  accounts,
  organization,
}: Pick<Assessment, 'reach' | 'accounts' | 'organization'>): string => {
  const read = reach.collected.length
  const of = organization === undefined ? '' : ` of ${organization}`
  return read === accounts.size
    ? `${plural(read, 'account')}${of}`
    : `${read} of ${plural(accounts.size, 'account')}${of}`
}
