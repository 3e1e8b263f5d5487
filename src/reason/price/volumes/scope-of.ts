import type { Box, BoxFields, Scope, Ternary } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { EventClass, VolumeReading } from '../../../model/volume.ts'
import { boxOf } from '../../selectors/clause.ts'
import { isCovered } from '../../selectors/covers.ts'
import { selectedBy } from '../../selectors/facets.ts'
import { intersect, isEmpty } from '../../selectors/intersect.ts'

const fieldsOf = {
  'management-read': { eventCategory: { Equals: ['Management'] }, readOnly: { Equals: ['true'] } },
  'management-write': {
    eventCategory: { Equals: ['Management'] },
    readOnly: { Equals: ['false'] },
  },
  data: { eventCategory: { Equals: ['Data'] } },
  'network-activity': { eventCategory: { Equals: ['NetworkActivity'] } },
} as const satisfies Record<EventClass, BoxFields>

const BUCKET = /^arn:[^:]*:s3:::[^/]+$/

const ofResource = (resource: string): BoxFields =>
  BUCKET.test(resource)
    ? { 'resources.ARN': { StartsWith: [`${resource}/`] } }
    : { 'resources.ARN': { Equals: [resource] } }

const ofType = ({ class: kind, type }: VolumeReading): BoxFields => {
  if (type === undefined) return {}
  return kind === 'data'
    ? { 'resources.type': { Equals: [type] } }
    : { eventSource: { Equals: [type] } }
}

/** The events that a volume speaks of, without places. */
export const scopeOf = (reading: VolumeReading): Scope => {
  const { class: kind, resource, access } = reading
  const fields: BoxFields = {
    ...fieldsOf[kind],
    ...ofType(reading),
    ...(resource === undefined ? {} : ofResource(resource)),
    ...(access === undefined ? {} : { readOnly: { Equals: [String(access === 'read')] } }),
  }
  return { boxes: [{ fields }] }
}

const possible = (selectors: Selectors): readonly Box[] => selectedBy(selectors, 'may').map(boxOf)

/** Whether selectors select all of a scope, none of it, or some of it or nobody knows how much. */
export const selectsScope = (selectors: Selectors, scope: Scope): Ternary => {
  const recording = { id: '', limits: [{ fields: {} }], selectors }
  if (isCovered([recording], scope, 'must')) return 'yes'
  return isEmpty(intersect(scope, { boxes: possible(selectors) })) ? 'no' : 'unknown'
}
