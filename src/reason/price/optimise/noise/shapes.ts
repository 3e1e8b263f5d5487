import { shapeOf } from '../../../../model/catalogue/resource-shape.ts'
import type { Constraint, ScopeField } from '../../../../model/scope.ts'

const BUCKET = /^arn:[^:]*:s3:::[^/]+$/

/** Whether an event of that name surely carries one ARN of the type, so that leaving it out by its ARN leaves out no other. */
export const isSingle = (type: string, name: string | undefined): boolean => {
  const { single } = shapeOf(type)
  return single === 'all' || (name !== undefined && single.includes(name))
}

/** The condition that names one resource: objects by their bucket, others as they are. Null where ARNs do not decide. */
export const onResource = (
  type: string,
  resource: string,
): readonly (readonly [ScopeField, Constraint])[] => {
  if (shapeOf(type).single.length === 0) return []
  return [
    [
      'resources.ARN',
      BUCKET.test(resource) ? { StartsWith: [`${resource}/`] } : { Equals: [resource] },
    ],
  ]
}

/** `bucket site`, or the ARN. */
export const resourceName = (resource: string): string =>
  BUCKET.test(resource) ? `bucket ${resource.replace(/^.*:::/, '')}` : resource

const ROLE = /^arn:([^:]*):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/
const SESSIONS = /^arn:[^:]*:sts::\d{12}:assumed-role\/[^/]+$/

/** What the records of a role's sessions name their caller by; undefined for other principals. */
export const sessionsOf = (principal: string): Constraint | undefined => {
  const [, partition, account, name] = ROLE.exec(principal) ?? []
  if (name !== undefined)
    return { StartsWith: [`arn:${partition}:sts::${account}:assumed-role/${name}/`] }
  return SESSIONS.test(principal) ? { StartsWith: [`${principal}/`] } : undefined
}

export const isServiceRole = (principal: string): boolean =>
  /:role\/aws-service-role\//.test(principal) || /:assumed-role\/AWSServiceRole/.test(principal)

export const roleName = (principal: string): string => principal.replace(/^.*\//, '')
