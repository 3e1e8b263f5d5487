import { arnPrefixNames } from '../../../model/catalogue/resource-shape.ts'
import type { Goal, GoalPart } from '../../../model/goal.ts'
import type { BoxFields, Constraint, Scope } from '../../../model/scope.ts'

const DATA: BoxFields = { eventCategory: { Equals: ['Data'] } }
const OBJECTS: BoxFields = { ...DATA, 'resources.type': { Equals: ['AWS::S3::Object'] } }

type Access = 'all' | 'read' | 'write'

const accessed = (access: Access): BoxFields =>
  access === 'all' ? {} : { readOnly: { Equals: [String(access === 'read')] } }

const scope = (...boxes: readonly BoxFields[]): Scope => ({
  boxes: boxes.map((fields) => ({ fields })),
})

/** Objects by their ARN; calls on the bucket as a whole do not carry one, so that they are kept for every bucket (R5). */
const bucketsPart = (
  names: readonly string[],
  access: Access,
  partitions: readonly string[],
): GoalPart => ({
  name: `${names.length === 1 ? 'bucket' : 'buckets'} ${names.join(', ')}${access === 'all' ? '' : ` (${access}s)`}`,
  scope: scope(
    {
      ...OBJECTS,
      ...accessed(access),
      'resources.ARN': {
        StartsWith: partitions.flatMap((p) => names.map((name) => `arn:${p}:s3:::${name}/`)),
      },
    },
    { ...OBJECTS, ...accessed(access), eventName: { Equals: arnPrefixNames } },
  ),
})

const bucketParts = ({ buckets }: Goal, partitions: readonly string[]): readonly GoalPart[] => {
  const told = buckets.map((b) => (typeof b === 'string' ? { name: b, access: 'all' as const } : b))
  return (['all', 'read', 'write'] as const).flatMap((access) => {
    const names = told.filter((b) => b.access === access).map((b) => b.name)
    return names.length === 0 ? [] : [bucketsPart(names, access, partitions)]
  })
}

const sourceOf = (service: string): string =>
  service.includes('.') ? service : `${service}.amazonaws.com`

const ROLE = /^arn:([^:]*):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/
const SESSIONS = /^arn:[^:]*:sts::\d{12}:assumed-role\/[^/]+$/

/** Root users of a few accounts by name; of many, all that are no sessions: more than asked, never less. */
const FEW = 20

const rootOf = (accounts: readonly string[], partitions: readonly string[]): Constraint =>
  accounts.length <= FEW
    ? { Equals: partitions.flatMap((p) => accounts.map((a) => `arn:${p}:iam::${a}:root`)) }
    : { StartsWith: partitions.map((p) => `arn:${p}:iam::`) }

/** How records name a principal: a role by its sessions, which leave out its path (facts/aws.md 1.3). */
const callerOf = (
  principal: string,
  accounts: readonly string[],
  partitions: readonly string[],
): Constraint => {
  if (principal === 'root') return rootOf(accounts, partitions)
  const [, partition, account, name] = ROLE.exec(principal) ?? []
  if (name !== undefined)
    return { StartsWith: [`arn:${partition}:sts::${account}:assumed-role/${name}/`] }
  return SESSIONS.test(principal) ? { StartsWith: [`${principal}/`] } : { Equals: [principal] }
}

/**
 * What a goal asks for, each part as a scope. `accounts` and `partitions` are those that are known: for root users and
 * the ARNs of buckets.
 */
export const goalParts = (
  goal: Goal,
  accounts: readonly string[],
  partitions: readonly string[],
): readonly GoalPart[] => [
  ...bucketParts(goal, partitions),
  ...goal.services.map((service) => ({
    name: `service ${service}`,
    scope: scope({ eventSource: { Equals: [sourceOf(service)] } }),
  })),
  ...goal.principals.map((principal) => ({
    name: principal === 'root' ? 'root users' : `principal ${principal}`,
    scope: scope({ 'userIdentity.arn': callerOf(principal, accounts, partitions) }),
  })),
  ...(goal.resources.length === 0
    ? []
    : [
        {
          name: `resources ${goal.resources.join(', ')}`,
          scope: scope({ ...DATA, 'resources.ARN': { StartsWith: goal.resources } }),
        },
      ]),
  ...(goal.data === 'none'
    ? []
    : [{ name: `data events (${goal.data})`, scope: scope({ ...DATA, ...accessed(goal.data) }) }]),
]
