import type { Finding } from '../../../model/finding.ts'
import { groupBy } from '../../../model/group-by.ts'
import { globalRegionOf } from '../../../model/regions.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
import { plainGroupArn } from '../../../reason/assess/inventory/log-groups.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { organizationOf } from '../../../reason/assess/places.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { guardPolicies } from '../parts/guard-policies.ts'
import { type Guarded, guardStatements } from '../parts/guard-statements.ts'
import { NOTHING, refusal, together, type Why } from '../parts/proposal.ts'
import { ALERT_TOPIC } from '../parts/topic.ts'
import { logBuckets, logKeys } from '../parts/touchable.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

const MANAGEMENT =
  'No service control policy binds the management account, nor the service-linked roles of any account. What guards the trail of the management account is an alert on every change (tamper-alerts), few people who may enter that account, and nothing else running in it'

/** The root of the organisation holds every member, those of tomorrow too; where it was not read, the accounts themselves. */
const targetsFor = (organization: Organization, accounts: readonly string[]): readonly string[] => {
  const parents = organization.accounts.find((a) => a.id === accounts[0])?.parents ?? []
  const root = parents.find((id) => id.startsWith('r-'))
  return root === undefined ? accounts : [root]
}

/** One role: IAM takes names of up to 64 of these characters, below a path or not. */
const NAME = /^[\w+=.@-]{1,64}$/
const ARN = /^arn:([\w-]+):iam::(?:\d{12}|\*):role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/

/** A name stands for that role in every account. A pattern, a list or the root user would except more than was meant. */
const exceptionOf = (partition: string, given: string): string | Why => {
  if (NAME.test(given)) return `arn:${partition}:iam::*:role/${given}`
  if (ARN.exec(given)?.[1] === partition) return given
  return {
    why: `${given} is no single role: the policy would except others than were meant`,
    instead: `Give the name of one role that each account has, or its ARN: arn:${partition}:iam::111122223333:role/name`,
    needs: 'guard-exception',
  }
}

/** What trails of members deliver to CloudWatch Logs with; the management account is bound by nothing. */
const logPathsOf = (world: World): Pick<Guarded, 'logGroups' | 'logRoles'> => {
  const management = organizationOf(world)?.managementAccount
  const settings = knownTrails(world)
    .filter((t) => t.account !== management)
    .map((t) => t.settings)
  return {
    logGroups: settings.flatMap((s) =>
      s.cloudWatchLogGroupArn === undefined ? [] : [plainGroupArn(s.cloudWatchLogGroupArn)],
    ),
    logRoles: settings.flatMap((s) => s.cloudWatchRoleArn ?? []),
  }
}

const guardedIn = (world: World, context: Context): Guarded | Why => {
  const { partition, topics } = world.snapshot
  const given = context.choice('guard-exception')
  const except = given === null ? [] : [exceptionOf(partition, given)]
  const wrong = except.find((e) => typeof e !== 'string')
  if (wrong !== undefined) return wrong
  const keys = groupBy(logKeys(world), (arn) => arn.includes(':alias/'))
  return {
    partition,
    buckets: logBuckets(world),
    keys: keys.get(false) ?? [],
    aliases: (keys.get(true) ?? []).map((arn) => arn.split(':').slice(5).join(':')),
    ...logPathsOf(world),
    hasAlerts: topics.some(({ arn }) => arn.endsWith(`:${ALERT_TOPIC}`)),
    except: except.filter((e) => typeof e === 'string'),
  }
}

const risksOf = (guarded: Guarded, targets: readonly string[]): readonly string[] => [
  MANAGEMENT,
  `From this step on nobody below ${targets.join(', ')} changes a trail, a log bucket or its key${guarded.except.length === 0 ? ': not even those who maintain them, until the policy is detached' : `, but for ${guarded.except.join(', ')}`}. Tools that manage trails there (Control Tower, StackSets, pipelines) are stopped with them`,
  'Retention that a lifecycle rule carries out goes on: no principal of a member does it',
]

const propose = (
  context: Context,
  world: World,
  organization: Organization,
  findings: readonly Finding[],
): Proposal => {
  const accounts = [...new Set(findings.map((f) => f.account))]
  const targets = targetsFor(organization, accounts)
  const guarded = guardedIn(world, context)
  if ('why' in guarded) return refusal(findings, guarded)
  const region = globalRegionOf(world.snapshot.partition)
  const policies = guardPolicies(organization, region, guardStatements(guarded), targets)
  if ('why' in policies) return refusal(findings, policies)
  const [trial] = accounts
  return {
    desired: policies,
    notes: [
      {
        phase: 'guards',
        account: organization.managementAccount,
        region,
        before: [
          ...guarded.except.map((arn) => ({
            text: `See that role ${arn} is there in each account that needs it, and who may take it: once the policy is attached nobody else can make or change it`,
          })),
          {
            text: `Attach the policy to one account first (${trial}) and look for AccessDenied in its log for a week, then to ${targets.join(', ')}`,
          },
        ],
        proof: [
          {
            text: `As an administrator of account ${trial}, try to stop a trail that does not exist: the answer is AccessDeniedException with an explicit deny in a service control policy, and not TrailNotFoundException`,
            command: ['aws', 'cloudtrail', 'stop-logging', '--name', 'no-such-trail'],
            ...(trial === undefined ? {} : { account: trial }),
          },
        ],
        risks: risksOf(guarded, targets),
      },
    ],
    refused: [],
  }
}

export const guardScp: Remedy = {
  id: 'guard-scp',
  title: 'Deny changes of the log by a service control policy',
  why: 'In a member account an administrator can do everything, except what the organisation denies.',
  cannot: [
    `${MANAGEMENT}.`,
    'It does not keep principals of other organisations from a bucket whose policy lets them in.',
    'AWS names no resource for sns:Unsubscribe and sns:SetSubscriptionAttributes: whether a Deny on the topics of the alerts binds them is not documented. The rule tells of both.',
    'A role that it excepts can still stop the log: findings about who may do so stay open until none is excepted.',
  ],
  propose: (context) => {
    const world = worldOf(context.snapshot, context.now)
    const organization = organizationOf(world)
    if (organization === undefined)
      return refusal(context.findings, {
        why: 'there is no organisation, or it was not read: service control policies belong to one',
        instead: 'Keep the number of principals small that may change the trail, and alert on it',
      })
    const isManagement = ({ account }: Finding): boolean =>
      account === organization.managementAccount
    const members = context.findings.filter((f) => !isManagement(f))
    return together([
      refusal(context.findings.filter(isManagement), {
        why: MANAGEMENT,
        instead: 'tamper-alerts, and fewer principals in the management account',
      }),
      members.length === 0 ? NOTHING : propose(context, world, organization, members),
    ])
  },
}
