import type { Opacity, RoleAttribution } from '../../model/trace.ts'
import type { Result } from './check.ts'
import { passed, type Subject, unsettled } from './inventory/say.ts'
import { accountOf, accountsOf, organizationOf } from './places.ts'
import { counted } from './words.ts'
import type { World } from './world.ts'

/** A role that the logs show in use, in an account that the snapshot speaks of. */
export interface UsedRole {
  readonly used: RoleAttribution
  readonly name: string
  readonly subject: Subject
}

const usedRole = (used: RoleAttribution, account: string): UsedRole => ({
  used,
  name: used.role.split('/').at(-1) ?? used.role,
  subject: { resource: used.role, account, region: 'global' },
})

const WITHOUT_LOGS =
  'Whether the sessions of roles lead to one person or workload is not known, because no logs were ingested'

/** One line for the whole organisation; it does not count for the exit code, as a snapshot alone is no mistake. */
export const withoutLogs = (world: World, sentence = WITHOUT_LOGS): readonly Result[] => {
  const account = organizationOf(world)?.managementAccount ?? accountsOf(world)[0]?.account
  return account === undefined
    ? []
    : [
        {
          ...unsettled(
            { resource: account, account, region: 'global' },
            sentence,
            'Ingest the logs of the accounts: wholetrail ingest SOURCE',
          ),
          severity: 'info',
        },
      ]
}

/** Judges every role whose sessions the logs show, but for those that are linked to a service of AWS. */
export const overUsedRoles = (
  world: World,
  judge: (role: UsedRole) => Result | undefined,
  holds: (role: UsedRole) => string,
): readonly Result[] => {
  const roles = world.lake?.roles
  if (roles === undefined) return withoutLogs(world)
  return roles.flatMap((used) => {
    if (used.account === null || accountOf(world, used.account) === undefined) return []
    if (used.sessions === 0 || used.role.includes(':role/aws-service-role/')) return []
    const role = usedRole(used, used.account)
    return [judge(role) ?? passed(role.subject, holds(role), attributed(used))]
  })
}

const reasonsOf = ({ lost }: RoleAttribution): readonly string[] =>
  (Object.entries(lost) as [Opacity, number][])
    .filter(([, n]) => n > 0)
    .map(([why, n]) => `${n}: ${why}`)

/** How far the sessions of a role lead, and events to begin with: what every finding about it shows. */
export const attributed = (used: RoleAttribution): readonly string[] => [
  `${used.attributed} of ${counted(used.sessions, 'session')} lead to one person or workload`,
  ...reasonsOf(used),
  ...(used.begunBefore > 0
    ? [`${used.begunBefore} more began before the logs and are not counted`]
    : []),
  ...(used.withSourceIdentity > 0 ? [`${used.withSourceIdentity} bear a source identity`] : []),
  ...used.examples.map((e) => `event ${e.eventId}${e.account === null ? '' : ` in ${e.account}`}`),
]

/** Who can set no source identity, and would be kept out if the role asked for one (facts/aws.md 6.4). */
const keptOut = ({ bySwitchRole, byServices }: RoleAttribution): string => {
  const console =
    bySwitchRole > 0
      ? ` ${counted(bySwitchRole, 'session')} came from Switch Role in the console, which cannot set one: give those people another role first.`
      : ''
  const services =
    byServices > 0
      ? ` ${counted(byServices, 'session')} went to services of AWS, which set none: leave their statement of the trust policy as it is.`
      : ''
  return `${console}${services}`
}

const steps = (allow: string, set: string, see: string, ask: string): string =>
  `1. allow sts:SetSourceIdentity ${allow}; 2. let ${set} set it; 3. wait until ${see}; 4. only then ask for it: ${ask}`

const ASK = 'StringLike sts:SourceIdentity * in the Allow of the trust policy'

/**
 * How to come to source identities without locking anybody out: allow before require, along the whole chain
 * (facts/aws.md 6.4).
 */
export const rollOut: string = `${steps(
  'to the callers, in the trust policy of the role and in that of every role taken from it',
  'the identity provider (SAML or OIDC attribute) or the callers (--source-identity)',
  'every AssumeRole of the role in the log bears one',
  ASK,
)}. Asked for too early it locks out: Switch Role in the console and services cannot set one, and a chained session fails where a later role does not allow sts:SetSourceIdentity. A session name that must be \${aws:username} (sts:RoleSessionName) keeps temporary credentials out`

/** The same for one role, with what its logs say. */
export const rollOutFor = ({ name, used }: UsedRole): string => {
  const see =
    used.withSourceIdentity === 0
      ? `every AssumeRole of ${name} in the log bears one (none does yet)`
      : `every AssumeRole of ${name} in the log bears one (now ${used.withSourceIdentity} of ${used.sessions} sessions)`
  const order = steps(
    `to its callers, in the trust policy of ${name} and in that of every role taken from it`,
    'the identity provider or the callers',
    see,
    ASK,
  )
  return `${order}.${keptOut(used)}`.replace(/\.$/, '')
}
