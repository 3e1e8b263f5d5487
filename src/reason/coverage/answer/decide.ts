import type { Assurance } from '../../../model/coverage.ts'
import type { Box, Scope } from '../../../model/scope.ts'
import { covers, isCovered } from '../../selectors/covers.ts'
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

/** As `leftOver`, without what is left. */
const areCovered = (recorders: Choices, scope: Scope, mode: 'must' | 'may'): boolean =>
  combinations(recorders).every((way) => isCovered(way, scope, mode))

interface Copies {
  readonly id: string
  readonly choices: readonly Recording[]
  readonly key: string
}

const copiesOf = (
  standing: readonly Standing[],
  which: 'choices' | 'verified',
): readonly Copies[] =>
  standing
    .map((s) => ({
      id: s.id,
      choices: s[which],
      key: which === 'verified' ? s.verifiedKey : s.key,
    }))
    .filter((c) => c.choices.length > 0)

/** What recorders leave over of a scope, each computed once for each set of them that stand alike. */
interface Leave {
  readonly nothing: (copies: readonly Copies[]) => boolean
  readonly what: (copies: readonly Copies[]) => ReturnType<typeof leftOver>
}

/** The recorders without those that are not needed, later ones first. */
const needed = (copies: readonly Copies[], leave: Leave): readonly Copies[] =>
  copies.reduceRight<readonly Copies[]>((kept, one) => {
    const without = kept.filter((s) => s !== one)
    return leave.nothing(without) ? without : kept
  }, copies)

/** Who together recorded all of a scope, and no more than that; `undefined` when nobody did. */
const coveredBy = (copies: readonly Copies[], leave: Leave): readonly string[] | undefined => {
  const alone = copies.length > 1 ? copies.find((one) => leave.nothing([one])) : undefined
  if (alone !== undefined) return [alone.id]
  // Of all together it is asked next what they leave.
  if (!leave.what(copies).covered) return undefined
  const by = copies.length > 1 ? needed(copies, leave) : copies
  return [...new Set(by.map((c) => c.id))]
}

const decided = (standing: readonly Standing[], scope: Scope, leave: Leave): Decision => {
  const verified = copiesOf(standing, 'verified')
  const proven = verified.length === 0 ? undefined : coveredBy(verified, leave)
  if (proven !== undefined) return { covered: true, assurance: 'verified', by: proven }
  const copies = copiesOf(standing, 'choices')
  const by = coveredBy(copies, leave)
  if (by !== undefined) return { covered: true, assurance: 'configured', by }
  const { residual, more, tooComplex } = leave.what(copies)
  const choices = copies.map((c) => c.choices)
  const undocumented = choices.length > 0 && areCovered(choices, scope, 'may')
  return { covered: false, residual, more, tooComplex, undocumented }
}

const keys = new WeakMap<Scope, string>()

const keyOf = (scope: Scope): string => {
  const key = keys.get(scope) ?? JSON.stringify(scope)
  keys.set(scope, key)
  return key
}

/** Decides, computing nothing twice: times at which all stand alike share one decision. */
export const decide = (standing: readonly Standing[], scope: Scope, remembered: Once): Decision => {
  const scopeKey = keyOf(scope)
  const forEach =
    <T>(kind: string, compute: (recorders: Choices, scope: Scope, mode: 'must') => T) =>
    (copies: readonly Copies[]): T =>
      remembered([kind, scopeKey, ...copies.map((c) => c.key)].join('\n'), () =>
        compute(
          copies.map((c) => c.choices),
          scope,
          'must',
        ),
      )
  const leave: Leave = { nothing: forEach('nothing', areCovered), what: forEach('left', leftOver) }
  const key = ['decided', scopeKey, ...standing.flatMap((s) => [s.key, s.verifiedKey])].join('\n')
  return remembered(key, () => decided(standing, scope, leave))
}
