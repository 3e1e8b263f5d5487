import type { Assurance } from '../../../model/coverage.ts'
import type { Box, Scope } from '../../../model/scope.ts'
import { covers } from '../../selectors/covers.ts'
import type { Recording } from '../../selectors/types.ts'
import type { Once } from '../once.ts'
import type { Standing } from './standing.ts'

/** Whether those who stood recorded all of a scope, and if not what is left of it. */
export type Decision =
  | { readonly covered: true; readonly assurance: Assurance; readonly by: readonly string[] }
  | {
      readonly covered: false
      readonly residual: readonly Box[]
      readonly more: number
      readonly tooComplex: boolean
      /** Whether it would be covered if AWS did wherever it is silent what we hope (R2). */
      readonly undocumented: boolean
    }

type Choices = readonly (readonly Recording[])[]

/** Beyond this many combinations a recorder in the middle of a change counts as not recording, which is sound. */
const COMBINATIONS = 16
const SHOWN = 50

/** Every way in which the choices of the recorders may fall together. */
const combinations = (recorders: Choices): readonly (readonly Recording[])[] => {
  const sorted = recorders.filter((c) => c.length > 0).toSorted((a, b) => a.length - b.length)
  return sorted.reduce<readonly (readonly Recording[])[]>(
    (ways, choices) =>
      ways.length * choices.length > COMBINATIONS
        ? ways
        : ways.flatMap((way) => choices.map((choice) => [...way, choice])),
    [[]],
  )
}

/** Covered only if it is in every way: then each event has a recorder that selects it whatever the way. */
const leftOver = (recorders: Choices, scope: Scope, mode: 'must' | 'may') => {
  const failed = combinations(recorders)
    .map((way) => covers(way, scope, mode))
    .flatMap((c) => (c.covered ? [] : [c]))
  const boxes = new Map(failed.flatMap((f) => f.residual).map((b) => [JSON.stringify(b), b]))
  return {
    covered: failed.length === 0,
    residual: [...boxes.values()].slice(0, SHOWN),
    more: Math.max(0, ...failed.map((f) => f.more)) + Math.max(0, boxes.size - SHOWN),
    tooComplex: failed.some((f) => f.tooComplex),
  }
}

/** The recorders without those that are not needed, later ones first. */
const needed = (
  standing: readonly Standing[],
  pick: (s: Standing) => readonly Recording[],
  scope: Scope,
) => {
  const useful = standing.filter((s) => pick(s).length > 0)
  if (useful.length < 2) return useful
  return useful.reduceRight<readonly Standing[]>((kept, one) => {
    const without = kept.filter((s) => s !== one)
    return leftOver(without.map(pick), scope, 'must').covered ? without : kept
  }, useful)
}

const decided = (standing: readonly Standing[], scope: Scope): Decision => {
  const proven = standing.map((s) => s.verified)
  if (proven.some((v) => v.length > 0) && leftOver(proven, scope, 'must').covered) {
    const by = needed(standing, (s) => s.verified, scope).map((s) => s.id)
    return { covered: true, assurance: 'verified', by: [...new Set(by)] }
  }
  const choices = standing.map((s) => s.choices)
  const { covered, ...left } = leftOver(choices, scope, 'must')
  if (!covered) {
    const undocumented = choices.length > 0 && leftOver(choices, scope, 'may').covered
    return { covered, ...left, undocumented }
  }
  const by = needed(standing, (s) => s.choices, scope).map((s) => s.id)
  return { covered: true, assurance: 'configured', by: [...new Set(by)] }
}

/** Decides, computing nothing twice: times at which all stand alike share one decision. */
export const decide = (standing: readonly Standing[], scope: Scope, remembered: Once): Decision => {
  const key = ['decided', JSON.stringify(scope), ...standing.flatMap((s) => [s.key, s.verifiedKey])]
  return remembered(key.join('\n'), () => decided(standing, scope))
}
