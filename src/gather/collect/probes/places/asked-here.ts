import type { Place } from '../../probe.ts'
import { ownerOfArn, placeOfArn } from '../map/arn.ts'
import { isReached } from './asker.ts'

/** A thing that something in an account names. */
export interface NamedThing {
  readonly arn: string
  readonly by: string
}

/**
 * Of the things that are named, those to be asked in this account and region: its own, and those of accounts that were
 * not reached, which are asked by who names them. Each once.
 */
export const askedHere = (
  { account, region, found }: Place,
  things: readonly NamedThing[],
): readonly string[] => {
  const here = things.filter(({ arn, by }) => {
    if (placeOfArn(arn)?.region !== region) return false
    const owner = ownerOfArn(arn)
    return owner === account || (owner !== undefined && !isReached(found, owner) && by === account)
  })
  return [...new Set(here.map((t) => t.arn))].sort()
}
