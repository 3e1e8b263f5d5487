import { arnPrefixNames, companionsOf, shapeOf } from '../../model/catalogue/resource-shape.ts'
import type { Constraint } from '../../model/scope.ts'
import type { Selectors } from '../../model/selector.ts'
import { acceptablePrefixes } from './arn-prefix.ts'
import { both, type Clause } from './clause.ts'
import { hasNegative } from './constraint.ts'
import { normalise } from './normalise.ts'
import type { Mode } from './types.ts'

/*
 * The algebra sees an event by one of its resources (a type and an ARN) at a time; a selector sees them all. Here the
 * two are reconciled, so that an event is surely recorded as soon as one of its resources says so.
 */

const typesOf = (clause: Clause): readonly string[] =>
  (clause['resources.type'] ?? []).flatMap((c) => c.Equals ?? [])

const arnsOf = (clause: Clause): readonly Constraint[] => clause['resources.ARN'] ?? []

const withoutArn = ({ 'resources.ARN': _, ...rest }: Clause): Clause => rest
const withoutResource = ({ 'resources.type': _, ...rest }: Clause): Clause => withoutArn(rest)

const named = (clause: Clause, names: Constraint): Clause => both(clause, { eventName: [names] })
const typed = (clause: Clause, types: Constraint): Clause => ({
  ...clause,
  'resources.type': [types],
})

/**
 * Where the ARN decides: only events known to carry it, and where it must be none of some, only events known to carry
 * one resource of the type (another one could be excluded).
 */
const surelyOf = (clause: Clause): readonly Clause[] => {
  const arns = arnsOf(clause)
  if (arns.length === 0) return [clause]
  return typesOf(clause).flatMap((type) => {
    const one = typed(clause, { Equals: [type] })
    const { arn, single } = shapeOf(type)
    const names = arns.some(hasNegative) ? single : arn
    return names === 'all' ? [one] : [named(one, { Equals: names })]
  })
}

/** Any event that may carry a second resource, of this type or of a companion, by which it is selected. */
const possiblyOf = (clause: Clause): readonly Clause[] => {
  if (clause['resources.type'] === undefined) return [clause]
  const types = typesOf(clause)
  if (types.length === 0) return [withoutResource(clause)]
  return types.flatMap((type) => {
    const one = typed(clause, { Equals: [type] })
    const free = withoutArn(one)
    const companion = typed(free, { StartsWith: companionsOf(type), NotEquals: [type] })
    if (arnsOf(clause).length === 0) return [one, companion]
    const { arn, single } = shapeOf(type)
    if (single === 'all') return [one, companion]
    if (arn === 'all') return [free, companion]
    const prefixes = { ...one, 'resources.ARN': arnsOf(clause).map(acceptablePrefixes) }
    return [
      one,
      companion,
      named(prefixes, { Equals: arnPrefixNames }),
      named(free, { NotEquals: [...single, ...arnPrefixNames] }),
    ]
  })
}

const cache = { must: new WeakMap<Selectors, Clause[]>(), may: new WeakMap<Selectors, Clause[]>() }

/** The clauses of the selectors as the algebra needs them: of an event seen by one of its resources. */
export const selectedBy = (selectors: Selectors, mode: Mode): readonly Clause[] => {
  const known = cache[mode].get(selectors)
  if (known !== undefined) return known
  const { must, may } = normalise(selectors)
  const clauses = mode === 'must' ? must.flatMap(surelyOf) : may.flatMap(possiblyOf)
  cache[mode].set(selectors, clauses)
  return clauses
}
