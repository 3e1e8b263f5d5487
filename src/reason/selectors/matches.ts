import type { Constraint, ScopeField, Ternary } from '../../model/scope.ts'
import type { Selectors } from '../../model/selector.ts'
import { agreed, every, some } from '../../model/ternary.ts'
import { prefixMayMatch } from './arn-prefix.ts'
import { type Clause, constrainedFields } from './clause.ts'
import { hasNegative, selects } from './constraint.ts'
import { normalise } from './normalise.ts'
import type { SelectableEvent } from './types.ts'
import { selectsAbsent } from './universe.ts'

type Resource = NonNullable<SelectableEvent['resources']>[number]

const isResource = (field: ScopeField): boolean => field.startsWith('resources.')

const fieldOf = (event: SelectableEvent, field: ScopeField): string | undefined => {
  if (field === 'userIdentity.arn') return event.userIdentityArn
  if (field === 'resources.type' || field === 'resources.ARN') return undefined
  const value = event[field]
  return typeof value === 'boolean' ? String(value) : value
}

const selectsValue = (field: ScopeField, c: Constraint, value: string | undefined): Ternary =>
  value === undefined ? selectsAbsent(field, c) : selects(c, value)

const ofType = (resource: Resource, types: readonly Constraint[]): Ternary =>
  every(types.map((c) => (resource.type === undefined ? 'unknown' : selects(c, resource.type))))

const selectsArn = (resource: Resource, c: Constraint): Ternary => {
  if (resource.arn !== undefined) return selects(c, resource.arn)
  if (resource.arnPrefix === undefined) return selectsAbsent('resources.ARN', c)
  return prefixMayMatch(c, resource.arnPrefix) ? 'unknown' : 'no'
}

/**
 * Of several resources of the type, one that surely has an accepted ARN is enough; where ARNs are to be excluded, all
 * must agree, for how CloudTrail judges several is not documented.
 */
const selectsResources = (clause: Clause, resources: SelectableEvent['resources']): Ternary => {
  const types = clause['resources.type'] ?? []
  const arns = clause['resources.ARN'] ?? []
  if (types.length + arns.length === 0) return 'yes'
  if (resources === undefined) return 'unknown'
  const candidates = resources
    .map((resource) => ({ resource, type: ofType(resource, types) }))
    .filter(({ type }) => type !== 'no')
  const judged = candidates.map(({ resource, type }) =>
    every([type, ...arns.map((c) => selectsArn(resource, c))]),
  )
  if (judged.length === 0) return 'no'
  return arns.some(hasNegative) ? agreed(judged) : some(judged)
}

const selectsEvent = (clause: Clause, event: SelectableEvent): Ternary =>
  every([
    ...constrainedFields(clause)
      .filter((field) => !isResource(field))
      .map((field) =>
        every((clause[field] ?? []).map((c) => selectsValue(field, c, fieldOf(event, field)))),
      ),
    selectsResources(clause, event.resources),
  ])

/**
 * Whether selectors select an event of which we have the record: unknown where AWS does not document it or where the
 * record lacks what decides (R1). Ask with the event as the account that owns the recorder sees it.
 */
export const matches = (selectors: Selectors, event: SelectableEvent): Ternary => {
  const { must, may } = normalise(selectors)
  if (must.some((clause) => selectsEvent(clause, event) === 'yes')) return 'yes'
  return may.every((clause) => selectsEvent(clause, event) === 'no') ? 'no' : 'unknown'
}
