import { expect, test } from 'vitest'
import { trustPolicyIdentity } from '../../../../src/act/fix/remedies/trust-policy-identity.ts'
import type { DesiredOf } from '../../../../src/model/desired.ts'
import type { SnapshotRole } from '../../../../src/model/snapshot/principal.ts'
import { roleOpacitySharedNames } from '../../../../src/reason/assess/checks/roles/role-opacity-shared-names.ts'
import { trustWithoutIdentity } from '../../../../src/reason/assess/checks/roles/trust-without-identity.ts'
import { wholeAccountTrust } from '../../../../src/reason/assess/checks/roles/whole-account-trust.ts'
import { ACCOUNT, AT, known, MANAGEMENT, snapshotOf } from '../../../../src/reason/assess/given.ts'
import { attributionOf, logsShowing } from '../../../../src/reason/assess/given-attributions.ts'
import {
  givenOrganization,
  LOG_ARCHIVE,
  STRANGER,
} from '../../../../src/reason/assess/given-buckets.ts'
import { roleTrusting } from '../../../../src/reason/assess/given-roles.ts'
import { assess, worldOf } from '../../../../src/reason/assess/run.ts'
import { closing, openIn } from './closing.ts'

const asked = [trustWithoutIdentity, wholeAccountTrust]
const USER = `arn:aws:iam::${ACCOUNT}:user/alice`

const allow = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
})
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` })

const named = (name: string, statement: Readonly<Record<string, unknown>>): SnapshotRole =>
  roleTrusting(statement, { arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, id: name, name })

/** An organisation of which the roles of every account were listed. */
const withRoles = (...roles: readonly SnapshotRole[]) =>
  closing(
    trustPolicyIdentity,
    snapshotOf({
      organization: known(givenOrganization()),
      roles: [...roles],
      listings: [ACCOUNT, MANAGEMENT, LOG_ARCHIVE].map((account) => ({
        what: 'roles' as const,
        account,
        readAt: AT,
        listed: { known: true as const },
      })),
    }),
    asked,
  )

const trustsIn = ({ proposal }: ReturnType<typeof closing>): readonly DesiredOf<'role-trust'>[] =>
  proposal.desired.flatMap((d) => (d.kind === 'role-trust' ? [d] : []))

const before = ({ proposal }: ReturnType<typeof closing>) =>
  proposal.notes.flatMap((n) => n.before ?? [])

test('a user has to bring a source identity, and the check passes', () => {
  const closed = withRoles(named('deployer', allow({ AWS: USER })))
  expect(openIn(closed.before)).toEqual(['trust-without-identity: fail'])
  expect(openIn(closed.after)).toEqual([])
  expect(trustsIn(closed)[0]?.trustPolicy.Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { AWS: USER },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: { StringLike: { 'sts:SourceIdentity': '*' } },
    },
  ])
})

test('conditions that are there are kept', () => {
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
  const [trust] = trustsIn(withRoles(named('deployer', allow({ AWS: USER }, { Condition: mfa }))))
  expect(trust?.trustPolicy.Statement).toEqual([
    expect.objectContaining({ Condition: expect.objectContaining(mfa) }),
  ])
})

test('services and roles of the same statement are not asked for what they cannot bring', () => {
  const other = `arn:aws:iam::${ACCOUNT}:role/pipeline`
  const principal = { AWS: [USER, other], Service: 'ec2.amazonaws.com' }
  const closed = withRoles(named('deployer', allow(principal, { Sid: 'Take' })))
  expect(openIn(closed.after)).toEqual([])
  expect(trustsIn(closed)[0]?.trustPolicy.Statement).toEqual([
    {
      Sid: 'Take',
      Effect: 'Allow',
      Principal: { AWS: [other], Service: ['ec2.amazonaws.com'] },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    },
    expect.objectContaining({ Sid: 'TakePeople', Principal: { AWS: [USER] } }),
  ])
})

test('first allowed, then set, then seen, and required last: the order is in the plan', () => {
  const steps = before(withRoles(named('deployer', allow({ AWS: USER })))).map((m) => m.text)
  const at = (words: string) => steps.findIndex((text) => text.includes(words))
  expect(at('require none yet')).toBe(0)
  expect(at('let them set it')).toBeGreaterThan(at('require none yet'))
  expect(at('Wait until')).toBeGreaterThan(at('let them set it'))
  const [first] = before(withRoles(named('deployer', allow({ AWS: USER }))))
  expect(first?.command?.at(-1)).toContain('sts:SetSourceIdentity')
  expect(first?.command?.at(-1)).not.toContain('Condition')
})

test('roles further down the chain let a source identity come with the session, and require none', () => {
  const next = (name: string, of: string) =>
    named(name, allow({ AWS: `arn:aws:iam::${ACCOUNT}:role/${of}` }))
  const closed = withRoles(
    named('deployer', allow({ AWS: USER })),
    next('second', 'deployer'),
    next('third', 'second'),
    next('elsewhere', 'unrelated'),
  )
  const trusts = new Map(trustsIn(closed).map((t) => [t.role, JSON.stringify(t.trustPolicy)]))
  expect([...trusts.keys()].sort()).toEqual(['deployer', 'second', 'third'])
  for (const name of ['second', 'third']) {
    expect(trusts.get(name)).toContain('sts:SetSourceIdentity')
    expect(trusts.get(name)).not.toContain('Condition')
  }
  expect(before(closed).filter((m) => m.text.includes('role third'))).toHaveLength(1)
})

test('a member account is trusted as long as it belongs to the organisation', () => {
  const closed = withRoles(named('deployer', allow(root(LOG_ARCHIVE))))
  expect(openIn(closed.before)).toEqual([
    'whole-account-trust: fail',
    'trust-without-identity: fail',
  ])
  expect(openIn(closed.after)).toEqual([])
  expect(JSON.stringify(trustsIn(closed))).toContain('"aws:PrincipalOrgID":"o-a1b2c3d4e5"')
})

test('an account outside has to agree what it brings: identity is asked for, the rest is refused', () => {
  const closed = withRoles(named('vendor', allow(root(STRANGER))))
  expect(openIn(closed.after)).toEqual(['whole-account-trust: fail'])
  expect(closed.proposal.refused.map((r) => r.instead).join()).toContain('sts:ExternalId')
  expect(JSON.stringify(trustsIn(closed))).not.toContain('PrincipalOrgID')
})

test('a trust policy that was not read is not replaced', () => {
  const role = named('deployer', allow({ AWS: USER }))
  const unread = { ...role, trustPolicy: { unknown: 'access-denied' as const } }
  const snapshot = snapshotOf({ roles: [unread] })
  const { desired, refused } = trustPolicyIdentity.propose({
    snapshot,
    collected: snapshot,
    findings: withRoles(role).before,
    now: AT,
    choice: () => null,
  })
  expect(desired).toEqual([])
  expect(refused[0]?.why).toContain('trust policy of role deployer was not read')
})

test('a policy that would be too long for IAM is refused', () => {
  const users = Array.from({ length: 60 }, (_, i) => `arn:aws:iam::${ACCOUNT}:user/long-name-${i}`)
  const { proposal } = withRoles(named('deployer', allow({ AWS: users })))
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain('IAM takes 2048')
})

test('what logs show stays in them: the role is asked, and the finding stays open', () => {
  const role = named('Deployer', allow({ AWS: USER }))
  const snapshot = snapshotOf({ roles: [role] })
  const lake = logsShowing(
    attributionOf({ role: role.arn, sharedNames: [{ name: 'ci', sessions: 9, callers: 3 }] }),
  )
  const findings = assess(worldOf(snapshot, AT, undefined, lake), [roleOpacitySharedNames])
  const proposal = trustPolicyIdentity.propose({
    snapshot,
    collected: snapshot,
    findings,
    now: AT,
    choice: () => null,
  })
  expect(proposal.desired).toHaveLength(1)
  expect(proposal.refused[0]?.why).toContain('newer logs')
  expect(proposal.notes[0]?.before?.[0]?.text).toContain(
    'set a source identity, and require none yet',
  )
})

test('Switch Role in the console and services are named among those who cannot set one', () => {
  const { proposal } = withRoles(named('deployer', allow({ AWS: USER })))
  const risks = proposal.notes.flatMap((n) => n.risks ?? []).join()
  expect(risks).toContain('Switch Role in the console')
  expect(risks).toContain('service-linked roles')
})

test('a role that only roles take requires nothing, so no proof waits for a refusal', () => {
  const person = named('deployer', allow({ AWS: USER }))
  const second = named('second', allow({ AWS: person.arn }))
  const auditor = named('auditor', allow({ AWS: `arn:aws:iam::${ACCOUNT}:role/second` }))
  const { proposal } = withRoles(person, second, auditor)
  const texts = proposal.notes.flatMap((n) => [...(n.before ?? []), ...(n.proof ?? [])])
  const said = (name: string) => texts.filter((m) => m.text.includes(`role ${name}`))
  expect(
    texts.some((m) => m.text.includes('deployer is taken with') && /refused/.test(m.text)),
  ).toBe(true)
  for (const name of ['second', 'auditor'])
    expect(said(name).filter((m) => /refused without|required at the end/.test(m.text))).toEqual([])
})
