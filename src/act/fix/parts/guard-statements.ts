import { permissionOf } from '../../../model/catalogue/permissions.ts'
import { trailChanges } from '../../../model/catalogue/sets.ts'
import { chunks } from './pack.ts'

/** A Deny of a service control policy. */
export interface Denial {
  readonly Sid: string
  readonly Effect: 'Deny'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

/** What a guard stands before. */
export interface Guarded {
  readonly partition: string
  readonly buckets: readonly string[]
  /** ARNs of keys. */
  readonly keys: readonly string[]
  /** Names of aliases, with `alias/` before them: a key that is not made yet has no other. */
  readonly aliases: readonly string[]
  /** ARNs of the log groups that trails deliver to, and of the roles that they do it with. */
  readonly logGroups: readonly string[]
  readonly logRoles: readonly string[]
  /** Whether rules, topics and alarms are there that tell of tampering. */
  readonly hasAlerts: boolean
  /** ARNs, or patterns of ARNs, of the roles that may still do it. */
  readonly except: readonly string[]
}

/** Names of what the alerts of a plan are made of begin so. */
const OURS = 'audit-log-*'

/** Calls that begin, undo or add something do no harm; the end of a key is no call. */
const HARMLESS = /^(?:Create|Start|Enable|Cancel|Register|Restore|DeleteKey$)/

/** The permissions behind the calls of the catalogue that harm the log. */
const harmful = (
  group: keyof typeof trailChanges,
  ofResource = (_: string): boolean => true,
): readonly string[] => [
  ...new Set(
    trailChanges[group].eventNames
      .filter((name) => !HARMLESS.test(name) && ofResource(name))
      .map((name) => permissionOf(trailChanges[group].eventSource, name)),
  ),
]

/** Settings of a whole account are of no bucket. */
const ofBucket = (name: string): boolean => !name.includes('Account')

/** What ends the logs in a bucket without a call that changes the bucket. */
const ON_OBJECTS = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention']

/** An account that leaves is bound by nothing, and its copy of the organisation trail goes (facts/aws.md 5.5). */
const LEAVING = 'organizations:LeaveOrganization'

/** A key that is known by its alias alone is guarded by it: the alias must stay where it is. */
const ON_ALIASES = ['kms:DeleteAlias', 'kms:UpdateAlias']

/** Whoever may write the excepted role could take it: making it and changing it is denied to all but itself. */
const ON_ROLE = [
  'AttachRolePolicy',
  'CreateRole',
  'DeleteRole',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
  'UpdateRole',
].map((name) => `iam:${name}`)

type Condition = NonNullable<Denial['Condition']>

const deny = (
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  except: readonly string[],
  more: Condition = {},
): Denial => {
  const Condition: Condition = {
    ...more,
    ...(except.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': except } }),
  }
  return {
    Sid,
    Effect: 'Deny',
    Action,
    Resource,
    ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
  }
}

/** So many at a time, that a statement fits into a policy however long their names are. */
const AT_ONCE = { buckets: 12, keys: 12, logGroups: 3, logRoles: 6 } as const

const each = (
  names: readonly string[],
  size: number,
  make: (some: readonly string[], number: string) => Denial,
): readonly Denial[] =>
  names.length === 0
    ? []
    : chunks([...new Set(names)], size).map((some, i) => make(some, i === 0 ? '' : `${i + 1}`))

const onAlerts = (partition: string, except: readonly string[]): readonly Denial[] => [
  deny(
    'KeepTheRules',
    [...harmful('rule'), ...harmful('ruleRewrite')],
    [`arn:${partition}:events:*:*:rule/${OURS}`],
    except,
  ),
  deny(
    'KeepTheTopics',
    [...harmful('topic'), ...harmful('subscription')],
    [`arn:${partition}:sns:*:*:${OURS}`],
    except,
  ),
  deny(
    'KeepTheAlarms',
    harmful('alarm'),
    [`arn:${partition}:cloudwatch:*:*:alarm:${OURS}`],
    except,
  ),
]

/** Every Deny of the guard: trails, buckets with their objects, keys, alerts, and the excepted roles themselves. */
export const guardStatements = (guarded: Guarded): readonly Denial[] => {
  const { partition, except } = guarded
  return [
    deny('KeepTheTrails', [...harmful('recorder'), LEAVING], ['*'], except),
    ...each(guarded.buckets, AT_ONCE.buckets, (names, n) =>
      deny(
        `KeepTheLogBuckets${n}`,
        [...harmful('bucket', ofBucket), ...ON_OBJECTS],
        names.flatMap((b) => [`arn:${partition}:s3:::${b}`, `arn:${partition}:s3:::${b}/*`]),
        except,
      ),
    ),
    ...each(guarded.keys, AT_ONCE.keys, (arns, n) =>
      deny(`KeepTheLogKeys${n}`, harmful('key'), arns, except),
    ),
    ...each(guarded.aliases, AT_ONCE.keys, (aliases, n) =>
      deny(`KeepTheNewLogKeys${n}`, harmful('key'), ['*'], except, {
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': aliases },
      }),
    ),
    ...each(guarded.aliases, AT_ONCE.keys, (aliases, n) =>
      deny(
        `KeepTheLogKeyAliases${n}`,
        ON_ALIASES,
        aliases.map((alias) => `arn:${partition}:kms:*:*:${alias}`),
        except,
      ),
    ),
    ...each(guarded.logGroups, AT_ONCE.logGroups, (arns, n) =>
      deny(
        `KeepTheLogGroups${n}`,
        harmful('logGroup'),
        arns.flatMap((arn) => [arn, `${arn}:*`]),
        except,
      ),
    ),
    ...each(guarded.logRoles, AT_ONCE.logRoles, (arns, n) =>
      deny(`KeepTheLogRoles${n}`, harmful('logRole'), arns, except),
    ),
    ...(guarded.hasAlerts ? onAlerts(partition, except) : []),
    ...(except.length === 0 ? [] : [deny('KeepTheException', ON_ROLE, except, except)]),
  ]
}
