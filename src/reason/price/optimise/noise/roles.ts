import { groupBy } from '../../../../model/group-by.ts'
import type { Constraint } from '../../../../model/scope.ts'
import { eventsOf, type Found, type HeldEvents, isMany, type Look, namesOf } from '../candidate.ts'
import {
  isServiceRole,
  isSingle,
  onResource,
  resourceName,
  roleName,
  sessionsOf,
} from './shapes.ts'

/** A role is a batch role on a resource where it alone makes at least this share of what the trail records of data events. */
const OVER_AND_OVER = 0.1

interface Use {
  readonly type: string
  readonly resource: string
  readonly principal: string
}

const useOf = ({ tuple }: HeldEvents): Use | undefined => {
  const { class: kind, type, resource, principal, event } = tuple
  if (kind !== 'data' || type === null || resource === null || principal === null) return undefined
  const byName = onResource(type, resource).length > 0
  return byName && !isSingle(type, event.eventName) ? undefined : { type, resource, principal }
}

const found = (
  look: Look,
  isService: boolean,
): readonly (readonly [Use, readonly HeldEvents[]])[] => {
  const used = look.held.flatMap((held) => {
    const use = useOf(held)
    return use === undefined || isServiceRole(use.principal) !== isService ? [] : [{ use, held }]
  })
  const least = isService ? 0 : look.dataEvents * OVER_AND_OVER
  return [...groupBy(used, ({ use }) => Object.values(use).join('\t')).values()].flatMap((own) => {
    const [first] = own
    const held = own.map((one) => one.held)
    const events = eventsOf(held)
    return first === undefined || !isMany(look, events) || events < least
      ? []
      : [[first.use, held] as const]
  })
}

/** Reads or writes alone, where the noise is of one kind: the other kind stays. */
const onAccess = (held: readonly HeldEvents[]): readonly (readonly ['readOnly', Constraint])[] => {
  const [only, other] = [...new Set(held.map(({ tuple }) => tuple.event.readOnly))]
  return only === undefined || other !== undefined ? [] : [['readOnly', { Equals: [String(only)] }]]
}

const candidateOf = (
  look: Look,
  { type, resource, principal }: Use,
  held: readonly HeldEvents[],
): readonly Found[] => {
  const caller = sessionsOf(principal)
  if (caller === undefined) return []
  const names = namesOf(held)
  if (names.length === 0) return []
  const where = resourceName(resource)
  const name = roleName(principal)
  const isService = isServiceRole(principal)
  const on = onResource(type, resource)
  return [
    {
      kind: isService ? 'service-made' : 'batch-role',
      trail: look.trail,
      title: `${names.join(', ')} on ${where} by ${isService ? 'service role' : 'role'} ${name}`,
      isNoise: (tuple) =>
        tuple.principal === principal &&
        tuple.resource === resource &&
        names.includes(tuple.event.eventName ?? ''),
      loss: isService
        ? `What AWS does on ${where} as ${name} is no longer recorded; nobody else can take that role. So, perhaps, are the same calls of callers whose record has no ARN`
        : `Whoever holds credentials of role ${name} reaches ${on.length === 0 ? `every ${type}` : where} unseen by ${names.join(', ')}. So, perhaps, do callers whose record has no ARN`,
      cut: {
        category: 'Data',
        type,
        fields: [
          ['eventName', { Equals: names }],
          ...onAccess(held),
          ...on,
          ['userIdentity.arn', caller],
        ],
      },
    },
  ]
}

/** What one role does to one resource, over and over. */
export const batchRoles = (look: Look): readonly Found[] =>
  found(look, false).flatMap(([use, held]) => candidateOf(look, use, held))

/** What AWS does by service-linked roles. */
export const serviceRoles = (look: Look): readonly Found[] =>
  found(look, true).flatMap(([use, held]) => candidateOf(look, use, held))
