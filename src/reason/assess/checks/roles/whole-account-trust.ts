import type { Severity } from '../../../../model/finding.ts'
import type { PolicyCondition, Statement } from '../../../../model/policy.ts'
import { actionMatches } from '../../../policies/allows.ts'
import { readOperator } from '../../../policies/operators.ts'
import { wholeAccount } from '../../../policies/principal.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, denied } from '../../given.ts'
import { STRANGER } from '../../given-buckets.ts'
import { trusting } from '../../given-roles.ts'
import { insiders } from '../../inventory/insiders.ts'
import { pages } from '../../inventory/pages.ts'
import { overRoles, type TrustingRole } from '../../inventory/roles.ts'
import { failed, passed, unsettled } from '../../inventory/say.ts'
import type { World } from '../../world.ts'

/** Conditions that anyone can meet. */
const ofNoOne = ['aws:securetransport', 'aws:currenttime', 'aws:epochtime', 'aws:requestedregion']

type Narrowing = 'narrows' | 'does not' | 'perhaps'

const narrowing = (condition: PolicyCondition): Narrowing => {
  if (ofNoOne.includes(condition.key)) return 'does not'
  const read = readOperator(condition.operator)
  const asks = condition.values.some((value) => !/^\*+$/.test(value))
  if (!asks) return read.isNull || read.operator?.isNegated === true ? 'perhaps' : 'does not'
  return read.ifExists || read.operator?.isNegated === true || read.set === 'forallvalues'
    ? 'perhaps'
    : 'narrows'
}

interface Trusted {
  /** An account, or `*` for every account of AWS. */
  readonly account: string
  readonly narrowing: Narrowing
}

const trustedBy = (statement: Statement): readonly Trusted[] => {
  const assumes = (statement.actions ?? []).some((a) => actionMatches(a, 'sts:AssumeRole'))
  if (statement.effect !== 'Allow' || !assumes) return []
  const all = statement.conditions.map(narrowing)
  const how = all.includes('narrows') ? 'narrows' : all.includes('perhaps') ? 'perhaps' : 'does not'
  return (statement.principals?.AWS ?? []).flatMap((name) => {
    const account = name === '*' ? '*' : wholeAccount(name)
    return account === undefined ? [] : [{ account, narrowing: how }]
  })
}

const severityOf = (world: World, own: string, account: string): Severity => {
  if (account === '*') return 'critical'
  if (account === own) return 'low'
  return insiders(world).accounts.has(account) ? 'medium' : 'high'
}

const whoIs = (world: World, own: string, account: string): string => {
  if (account === '*') return 'everyone with an account of AWS'
  if (account === own) return 'everyone in its own account'
  const inside = insiders(world)
  if (inside.accounts.has(account)) return `everyone in account ${account}`
  return inside.isComplete
    ? `everyone in account ${account}, which is outside the organisation,`
    : `everyone in account ${account}, which may be outside the organisation,`
}

const judge = (world: World, { role, statements, subject }: TrustingRole): readonly Result[] => {
  const trusted = statements.flatMap(trustedBy)
  if (trusted.length === 0) return []
  const own = role.account
  const order: readonly Severity[] = ['critical', 'high', 'medium', 'low']
  const worst = (list: readonly Trusted[]): string | undefined =>
    [...list].sort(
      (a, b) =>
        order.indexOf(severityOf(world, own, a.account)) -
        order.indexOf(severityOf(world, own, b.account)),
    )[0]?.account
  const open = worst(trusted.filter((t) => t.narrowing === 'does not'))
  if (open !== undefined)
    return [
      failed(
        subject,
        `Role ${role.name} trusts ${whoIs(world, own, open)} without a condition`,
        trusted.filter((t) => t.narrowing === 'does not').map((t) => `Principal: ${t.account}`),
        severityOf(world, own, open),
      ),
    ]
  const perhaps = worst(trusted.filter((t) => t.narrowing === 'perhaps'))
  return perhaps !== undefined
    ? [
        unsettled(
          subject,
          `Role ${role.name} trusts ${whoIs(world, own, perhaps)} under a condition that those who leave its key out may pass`,
          'Use the operator without IfExists, and name the principals that may come in',
        ),
      ]
    : [passed(subject, `Role ${role.name} trusts a whole account only under a condition`)]
}

const root = (account: string, condition?: object): Readonly<Record<string, unknown>> => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'sts:AssumeRole',
  ...(condition === undefined ? {} : { Condition: condition }),
})

export const wholeAccountTrust: Check = {
  id: 'whole-account-trust',
  group: 'roles',
  title: 'No role trusts a whole account without a condition',
  why: 'Whoever may write policies in a trusted account decides who comes in, and the log shows only that the account did.',
  severity: 'medium',
  references: { aws: [pages.principals, pages.confusedDeputy] },
  remedy: 'trust-policy-identity',
  note: 'The own account is a small matter, another of the organisation a greater one, an account outside worse, everyone worst. Any condition that asks something counts (external id, organisation, MFA, names of principals).',
  run: (world) => overRoles(world, 'Whom they trust', (role) => judge(world, role)),
  examples: {
    pass: {
      says: 'Another account, with an external id.',
      snapshot: trusting(root(STRANGER, { StringEquals: { 'sts:ExternalId': 'agreed' } })),
      expect: 'pass',
    },
    fail: {
      says: 'Another account, without a condition.',
      snapshot: trusting(root(STRANGER)),
      expect: 'fail',
    },
    unknown: {
      says: 'The trust policy could not be read.',
      snapshot: trusting(root(ACCOUNT), { trustPolicy: denied }),
      expect: 'unknown',
    },
  },
}
