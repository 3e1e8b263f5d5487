import { trailChanges } from '../../../model/catalogue/sets.ts'
import { keyChanges } from '../../../reason/assess/checks/watching/tampering.ts'
import { chunks } from './pack.ts'

/** One alternative of the pattern of a rule: calls of a service, narrowed where the record names the thing. */
export type Clause = Readonly<Record<string, unknown>>

/** What tampering could touch in one account and region. */
export interface Touchable {
  readonly buckets: readonly string[]
  readonly keys: readonly string[] // ARNs
  readonly logGroups: readonly string[] // names
  /** Names of roles that trails write to log groups with, where IAM may leave its records (facts/aws.md 3.8). */
  readonly logRoles: readonly string[]
  /** Whether calls on IAM and other global services may leave their records here. */
  readonly isGlobal: boolean
  /** Whether those on Organizations and its regions may: in the management account. */
  readonly isOrganization: boolean
  /** Whether an account that could leave its organisation would say so here (facts/aws.md 5.5). */
  readonly isMember: boolean
}

type Group = keyof typeof trailChanges

const calls = (group: Group, names: readonly string[], more: Clause = {}): Clause => ({
  eventSource: [trailChanges[group].eventSource],
  eventName: names,
  ...more,
})

const all = (group: Group, more: Clause = {}): Clause =>
  calls(group, trailChanges[group].eventNames, more)

/** Settings of a whole account name no bucket. */
const isOfBucket = (name: string): boolean => !name.includes('Account')

/** So many names at a time, that a clause fits into a rule: buckets have 63 characters, roles 64, key ARNs 90, log groups 512. */
const AT_ONCE = { buckets: 10, keys: 10, logGroups: 2, logRoles: 10 } as const

const each = (
  names: readonly string[],
  size: number,
  make: (some: readonly string[]) => Clause,
): readonly Clause[] => (names.length === 0 ? [] : chunks(names, size).map(make))

const onBuckets = (names: readonly string[]): readonly Clause[] =>
  each(names, AT_ONCE.buckets, (bucketName) =>
    calls('bucket', trailChanges.bucket.eventNames.filter(isOfBucket), {
      requestParameters: { bucketName },
    }),
  )

/**
 * Calls that end a key are rare, and are told of whatever key they name: a record may name it by alias or id. Those on
 * grants and the like are everyday calls of services, and count only for the keys of the log.
 */
const onKeys = (arns: readonly string[]): readonly Clause[] => {
  const ending = keyChanges.map((change) => change.name)
  const others = trailChanges.key.eventNames.filter((name) => !ending.includes(name))
  return arns.length === 0
    ? []
    : [
        calls('key', ending),
        ...each(arns, AT_ONCE.keys, (ARN) => calls('key', others, { resources: { ARN } })),
      ]
}

const onLogGroups = (names: readonly string[]): readonly Clause[] =>
  each(names, AT_ONCE.logGroups, (logGroupName) =>
    all('logGroup', { requestParameters: { logGroupName } }),
  )

const onLogRoles = (names: readonly string[]): readonly Clause[] =>
  each(names, AT_ONCE.logRoles, (roleName) => all('logRole', { requestParameters: { roleName } }))

/** Rules, topics and alarms of plans are called so: calls that everybody makes every day count for these alone. */
const OURS = 'audit-log-'
const named = (member: string): Clause => ({
  requestParameters: { [member]: [{ prefix: OURS }] },
})

/** Whatever silences the alert itself, this rule among them. */
const onAlerts: readonly Clause[] = [
  all('rule'),
  calls('ruleRewrite', ['PutRule'], named('name')),
  calls('ruleRewrite', ['PutTargets'], named('rule')),
  all('topic'),
  all('subscription', { requestParameters: { subscriptionArn: [{ wildcard: `*:${OURS}*` }] } }),
  calls('alarm', ['DeleteAlarms', 'DisableAlarmActions'], named('alarmNames')),
  calls('alarm', ['PutMetricAlarm'], named('alarmName')),
]

/** The role that CloudTrail works with in every account of an organisation. */
const onServiceRole = all('serviceRole', {
  requestParameters: { roleName: ['AWSServiceRoleForCloudTrail'] },
})

/**
 * The calls that blind the log in a place, from the catalogue that `ask trail-tampering` goes by: on trails, on the
 * buckets and keys of the log, on log groups, and on the rules, topics and alarms that tell of it.
 */
export const tamperClauses = (touchable: Touchable): readonly Clause[] => [
  all('recorder'),
  ...onBuckets(touchable.buckets),
  ...onKeys(touchable.keys),
  ...onLogGroups(touchable.logGroups),
  ...onLogRoles(touchable.logRoles),
  ...onAlerts,
  ...(touchable.isGlobal ? [onServiceRole] : []),
  ...(touchable.isOrganization ? [all('organization'), all('region')] : []),
  ...(touchable.isMember ? [calls('organization', ['LeaveOrganization']), all('region')] : []),
]
