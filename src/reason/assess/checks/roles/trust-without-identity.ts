import type { Statement } from '../../../../model/policy.ts'
import type { Ternary } from '../../../../model/scope.ts'
import { some as anyOf } from '../../../../model/ternary.ts'
import { actionMatches, matchStatement } from '../../../policies/allows.ts'
import { conditionHolds } from '../../../policies/condition.ts'
import { accountOfPrincipal, wholeAccount } from '../../../policies/principal.ts'
import type { Request, Requester } from '../../../policies/request.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, denied } from '../../given.ts'
import { trusting } from '../../given-roles.ts'
import { pages } from '../../inventory/pages.ts'
import { overRoles, type TrustingRole } from '../../inventory/roles.ts'
import { failed, passed, unsettled } from '../../inventory/say.ts'
import { some } from '../../words.ts'

const CALLS = { AWS: 'sts:AssumeRole', Federated: 'sts:AssumeRoleWithSAML' } as const

/** Someone who brings no identity: no source identity, and a session name that says nothing. */
const IDENTITY_KEYS = ['sts:sourceidentity', 'sts:rolesessionname']
const anonymously: Request['context'] = {
  'sts:sourceidentity': [],
  'sts:rolesessionname': { resembles: (value) => (/^\*+$/.test(value) ? 'yes' : 'no') },
}

/** Principals through which people come in: users, whole accounts, SAML; not services, not other roles. */
const peopleIn = (statement: Statement): readonly Requester[] =>
  Object.entries(statement.principals ?? {}).flatMap(([kind, names]) =>
    names.flatMap((name): readonly Requester[] => {
      if (kind === 'Federated')
        return name.includes(':saml-provider/') ? [{ kind: 'Federated', name }] : []
      if (kind !== 'AWS') return []
      if (name === '*') return [{ kind: 'AWS', arn: '*', account: '' }]
      const account = accountOfPrincipal(name)
      const isPerson = wholeAccount(name) !== undefined || name.includes(':user/')
      return account !== undefined && isPerson ? [{ kind: 'AWS', arn: name, account }] : []
    }),
  )

const callOf = ({ kind }: Requester): string => (kind === 'Federated' ? CALLS.Federated : CALLS.AWS)

const nameOf = (requester: Requester): string =>
  requester.kind === 'AWS' ? requester.arn : requester.name

/** Other conditions (an external id, MFA) can be met without saying who one is. */
const letsIn = (statement: Statement, requester: Requester): boolean => {
  const request: Request = {
    requester,
    action: callOf(requester),
    resource: '',
    context: anonymously,
  }
  return (
    (statement.actions ?? []).some((pattern) => actionMatches(pattern, callOf(requester))) &&
    statement.conditions
      .filter((c) => IDENTITY_KEYS.includes(c.key))
      .every((c) => conditionHolds(c, request) !== 'no')
  )
}

const deniedTo = (denies: readonly Statement[], requester: Requester, resource: string): Ternary =>
  anyOf(
    denies.map((deny) =>
      matchStatement(deny, {
        requester,
        action: callOf(requester),
        resource,
        context: anonymously,
      }),
    ),
  )

const judge = ({ role, statements, subject }: TrustingRole): readonly Result[] => {
  const denies = statements.filter((s) => s.effect === 'Deny')
  const people = statements
    .filter((s) => s.effect === 'Allow')
    .flatMap((s) => peopleIn(s).map((requester) => ({ requester, statement: s })))
  if (people.length === 0) return []
  const nameless = people
    .filter(({ requester, statement }) => letsIn(statement, requester))
    .map(({ requester }) => ({
      name: nameOf(requester),
      denied: deniedTo(denies, requester, role.arn),
    }))
  const of = (status: Ternary): readonly string[] => [
    ...new Set(nameless.filter((n) => n.denied === status).map((n) => n.name)),
  ]
  if (of('no').length > 0)
    return [
      failed(
        subject,
        `Role ${role.name} lets in ${some(of('no'))} without a source identity or a session name that says who it is`,
        ['no condition on sts:SourceIdentity or sts:RoleSessionName'],
      ),
    ]
  return of('unknown').length > 0
    ? [
        unsettled(
          subject,
          `Whether role ${role.name} lets in ${some(of('unknown'))} without saying who it is depends on a Deny that cannot be decided here`,
          `Assume the role ${role.name} without a source identity and see`,
        ),
      ]
    : [passed(subject, `Role ${role.name} asks everyone whom it lets in who they are`)]
}

const USER = `arn:aws:iam::${ACCOUNT}:user/alice`
const allowing = (condition?: object): Readonly<Record<string, unknown>> => ({
  Effect: 'Allow',
  Principal: { AWS: USER },
  Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
  ...(condition === undefined ? {} : { Condition: condition }),
})

export const trustWithoutIdentity: Check = {
  id: 'trust-without-identity',
  group: 'roles',
  title: 'Every role that people assume asks who they are',
  why: 'The log names the session, not the person. Where the role asks for neither source identity nor a session name, anyone can call the session what they like.',
  severity: 'low',
  references: { aws: [pages.sourceIdentity] },
  remedy: 'trust-policy-identity',
  note: 'Roles of services, of workloads (web identity) and of AWS itself are left alone. Allow sts:SetSourceIdentity everywhere first and require sts:SourceIdentity afterwards; the switch of roles in the console cannot set one, and a session name that must be the user name keeps temporary credentials out. A session name of * asks nothing.',
  run: (world) => overRoles(world, 'Who is let in', judge),
  examples: {
    pass: {
      says: 'The role asks for a source identity.',
      snapshot: trusting(allowing({ StringLike: { 'sts:SourceIdentity': '*' } })),
      expect: 'pass',
    },
    fail: {
      says: 'The role asks for MFA, and for no name.',
      snapshot: trusting(allowing({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })),
      expect: 'fail',
    },
    unknown: {
      says: 'The trust policy could not be read.',
      snapshot: trusting(allowing(), { trustPolicy: denied }),
      expect: 'unknown',
    },
  },
}
