import type { DesiredOf } from '../../../model/desired.ts'
import type { Finding } from '../../../model/finding.ts'
import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import { globalRegionOfArn } from '../../../model/regions.ts'
import type { SnapshotRole } from '../../../model/snapshot/principal.ts'
import { wholeAccountTrust } from '../../../reason/assess/checks/roles/whole-account-trust.ts'
import { organizationOf } from '../../../reason/assess/places.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { chainedTo } from '../parts/chained.ts'
import { allowedNote, requiredNote } from '../parts/identity-notes.ts'
import { NOTHING, refusal, refuse, together, type Why } from '../parts/proposal.ts'
import { allowing, type Document, requiring, withinOrganization } from '../parts/trust.ts'
import type { Note, Proposal, Refusal, Remedy } from '../remedy.ts'

/** IAM takes trust policies of up to 2,048 characters, unless the account has a higher quota (IAM quotas). */
const LONGEST_TRUST = 2048

const isOfAccounts = ({ check }: Finding): boolean => check === wholeAccountTrust.id
/** Findings that logs show: what was recorded stays as it is. */
const isOfLogs = ({ check }: Finding): boolean => check.startsWith('role-opacity-')

const OF_LOGS: Why = {
  why: 'sessions that are in the logs already stay nameless: the finding goes when newer logs show the source identities',
}
const OUTSIDE: Why = {
  why: 'it trusts an account that is not known to belong to the organisation: what those who come from there must bring has to be agreed with them',
  instead:
    'Name the principals that may come in, and agree an external id (sts:ExternalId) with the other side; wholetrail trace tells who has taken the role',
}

interface Wanted {
  readonly role: SnapshotRole
  readonly policy: Document
}

const trustOf = ({ role, policy }: Wanted): DesiredOf<'role-trust'> => ({
  kind: 'role-trust',
  account: role.account,
  region: globalRegionOfArn(role.arn),
  state: 'existing',
  role: role.name,
  arn: role.arn,
  trustPolicy: policy,
})

/** The trust policy that findings on a role ask for. */
const policyFor = (world: World, policy: Document, findings: readonly Finding[]): Document => {
  const organization = organizationOf(world)
  const members = new Set(organization?.accounts.map((a) => a.id))
  const named = findings.every(isOfAccounts) ? policy : requiring(policy)
  return organization !== undefined && findings.some(isOfAccounts)
    ? withinOrganization(named, organization.id, (account) => members.has(account))
    : named
}

/** Whether the check on whole accounts would still fail: one outside is trusted as before. */
const stillOpen = (world: World, { role, policy }: Wanted): boolean => {
  const roles = [{ ...role, trustPolicy: { known: policy } }]
  const then = worldOf({ ...world.snapshot, roles }, world.now, world.expectations)
  return wholeAccountTrust.run(then).some((r) => r.resource === role.arn && r.status !== 'pass')
}

const refusedFor = (world: World, wanted: Wanted, findings: readonly Finding[]): Refusal[] => [
  ...refuse(findings.filter(isOfLogs), OF_LOGS),
  ...(stillOpen(world, wanted) ? refuse(findings.filter(isOfAccounts), OUTSIDE) : []),
]

const ofOrganization = ({ account, name, arn }: SnapshotRole): Note => ({
  phase: 'identities',
  account,
  region: globalRegionOfArn(arn),
  risks: [
    `aws:PrincipalOrgID shuts out whoever takes role ${name} from outside the organisation; it does not say which of the principals inside may come: name them as soon as you know them`,
  ],
})

const isEqual = (a: Document, b: Document): boolean => JSON.stringify(a) === JSON.stringify(b)

const proposeFor = (world: World, role: SnapshotRole, findings: readonly Finding[]): Proposal => {
  if (!isKnown(role.trustPolicy))
    return refusal(findings, { why: `the trust policy of role ${role.name} was not read` })
  const wanted = { role, policy: policyFor(world, role.trustPolicy.known, findings) }
  const length = JSON.stringify(wanted.policy).length
  if (length > LONGEST_TRUST)
    return refusal(findings, {
      why: `the trust policy of role ${role.name} would have ${length} characters, and IAM takes ${LONGEST_TRUST}`,
      instead: 'Ask for a higher quota of the account, or make two roles of it',
    })
  const isRequired = !findings.every(isOfAccounts)
  const chained = isRequired ? chainedTo(world.snapshot.roles, [role]) : []
  const trust = role.trustPolicy.known
  const isSame = isEqual(wanted.policy, trust)
  const note = isEqual(requiring(trust), allowing(trust)) ? allowedNote : requiredNote
  return {
    ...NOTHING,
    desired: isSame ? [] : [trustOf(wanted)],
    notes: [
      ...(isRequired && !(isSame && note === allowedNote) ? [note(role, chained)] : []),
      ...(findings.some(isOfAccounts) ? [ofOrganization(role)] : []),
    ],
    refused: refusedFor(world, wanted, findings),
  }
}

/** Roles that later hops need, and that are not asked for more themselves. */
const allowed = (
  world: World,
  roles: readonly SnapshotRole[],
): readonly DesiredOf<'role-trust'>[] =>
  chainedTo(world.snapshot.roles, roles).flatMap((role) =>
    isKnown(role.trustPolicy) ? [trustOf({ role, policy: allowing(role.trustPolicy.known) })] : [],
  )

export const trustPolicyIdentity: Remedy = {
  id: 'trust-policy-identity',
  title: 'Ask those who take a role who they are',
  why: 'The log names the session, not the person. A source identity is set once and stays through every hop, so that the last record still names the first caller.',
  cannot: [
    'The policies of the callers, who need sts:SetSourceIdentity as well, and the settings of the identity provider are theirs to change.',
    'CloudFormation and Terraform own a role whole or not at all: a trust policy alone is changed by a call.',
    'Whom an account outside the organisation sends is for that account to say: an external id or named principals have to be agreed.',
  ],
  propose: (context) => {
    const world = worldOf(context.snapshot, context.now)
    const byArn = new Map(world.snapshot.roles.map((role) => [role.arn, role]))
    const groups = [...groupBy(context.findings, (f) => f.resource)]
    const proposals = groups.map(([arn, findings]) => {
      const role = byArn.get(arn)
      return role === undefined
        ? refusal(findings, { why: `role ${arn} was not collected` })
        : proposeFor(world, role, findings)
    })
    const asked = groups.flatMap(([arn, findings]) => {
      const role = byArn.get(arn)
      return role === undefined || findings.every(isOfAccounts) ? [] : [role]
    })
    return together([{ ...NOTHING, desired: allowed(world, asked) }, ...proposals])
  },
}
