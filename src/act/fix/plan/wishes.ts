import { type Desired, keyOf } from '../../../model/desired.ts'
import type { RemedyId } from '../../../model/finding.ts'
import type { Phase } from '../../../model/plan.ts'
import { merged } from './merge.ts'
import { phaseOf } from './phase-of.ts'

/** One thing that is wanted, by whom, and when it is made. */
export interface Wish {
  readonly desired: Desired
  readonly phase: Phase
  readonly remedies: readonly RemedyId[]
}

/** By `keyOf`: two remedies that want the same thing want it once. */
export type Wishes = ReadonlyMap<string, Wish>

const trailOf = ({ account, region }: Desired, name: string): string =>
  `trail/${account}/${region}/${name}`

/** A trail that goes is not mended. */
const withoutRetired = (wishes: Map<string, Wish>): Wishes => {
  for (const { desired } of wishes.values())
    if (desired.kind === 'retired-trail') wishes.delete(trailOf(desired, desired.name))
  return wishes
}

/** The wishes of one more remedy with those before; where two say another phase, the earlier one stands. */
export const wishing = (
  before: Wishes,
  remedy: RemedyId,
  desired: readonly Desired[],
  phase: Phase | undefined,
): Wishes => {
  const wishes = new Map(before)
  for (const one of desired) {
    const had = wishes.get(keyOf(one))
    wishes.set(keyOf(one), {
      desired: had === undefined ? one : merged(had.desired, one),
      phase: had?.phase ?? phase ?? phaseOf[one.kind],
      remedies: [...new Set([...(had?.remedies ?? []), remedy])],
    })
  }
  return withoutRetired(wishes)
}
