import { groupBy } from '../../../../model/group-by.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import type { Place } from '../../probe.ts'
import { ownerOfArn, placeOfArn } from '../map/arn.ts'
import { isReached } from './asker.ts'
import { perSnapshot } from './per-snapshot.ts'

/** A thing that something in an account names. */
export interface NamedThing {
  readonly arn: string
  readonly by: string
}

/** An owner that was reached is asked itself; of another's things who names them is asked. */
const accountAsked = (found: Snapshot, { arn, by }: NamedThing): string => {
  const owner = ownerOfArn(arn)
  return owner !== undefined && isReached(found, owner) ? owner : by
}

/**
 * Of the things that are named, those to be asked in an account and region: its own, and those of accounts that were not
 * reached, which are asked by who names them. Sorted; a thing comes as often as it is named.
 */
export const askedHere = <T extends NamedThing>(
  named: (found: Snapshot) => readonly T[],
): ((place: Place) => readonly T[]) => {
  const byPlace = perSnapshot((found) =>
    groupBy(
      named(found),
      (thing) => `${accountAsked(found, thing)} ${placeOfArn(thing.arn)?.region}`,
    ),
  )
  return ({ found, account, region }) =>
    (byPlace(found).get(`${account} ${region}`) ?? []).toSorted((a, b) => (a.arn < b.arn ? -1 : 1))
}

/** The ARNs of named things, each once. */
export const arnsOf = (things: readonly NamedThing[]): readonly string[] => [
  ...new Set(things.map((t) => t.arn)),
]
