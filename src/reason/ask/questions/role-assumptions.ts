import type { Filter, Scope } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { parsePrincipalArn } from '../../identity/arn.ts'
import { switchedBy } from '../../identity/switched.ts'
import { calls } from '../parts/common.ts'
import { both, didNotSucceed, narrowed, perhaps, succeeded } from '../parts/filters.ts'
import { keyOption, principalOption, said, whom } from '../parts/option.ts'
import { ofAccounts, ofWhom } from '../parts/place.ts'
import { asksForRole, givesRole, isRole } from '../parts/role.ts'
import type { Asked, Piece, Question } from '../question.ts'

const assumptions = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'] as const

/** A failed sign-in has no error code (facts/aws.md 1.2). */
const done: Filter = {
  column: 'response_elements',
  path: ['SwitchRole'],
  is: { NotEquals: ['Failure'] },
  missing: 'unknown',
}

const roleOf = ({ params }: Asked): string | undefined =>
  typeof params.role === 'string' ? params.role : undefined

const ofRole = (asked: Asked, is: (role: string) => Filter): Filter | undefined => {
  const role = roleOf(asked)
  return role === undefined ? undefined : is(role)
}

/** Of its session a record says what it was switched from: that one asked for the role, not the session (facts/aws.md 6.1). */
const switchedByWhom = ({ closure, who }: Asked): Filter | undefined => {
  if (closure === undefined) return undefined
  const from = switchedBy(closure)
  const known: Filter = { column: 'event_id', is: { Equals: closure.switches }, missing: 'no' }
  return both(who, from === undefined ? known : { any: [known, perhaps(from.any)] })
}

/** A successful assumption is delivered to the account of the role, and to that of the caller (facts/aws.md 1.4). */
const delivered = (scope: Piece['scope'], asked: Asked): Piece[] => {
  const { role } = asked.params
  const account = typeof role === 'string' ? parsePrincipalArn(role)?.account : undefined
  if (account === undefined || asked.accounts !== undefined) return ofWhom(scope, asked)
  const regions = asked.regions === undefined ? {} : { regions: asked.regions }
  const callers = asked.closure?.accounts.map((a) => a.id) ?? []
  return [
    {
      scope,
      places: [
        { accounts: [account], ...regions },
        ...(callers.length > 0 ? [{ accounts: callers, ...regions }] : []),
      ],
    },
  ]
}

/** A switch in the console is delivered to the account of the role alone (facts/aws.md 6.1). */
const deliveredToRole = (scope: Scope, asked: Asked): Piece[] => {
  const account = parsePrincipalArn(roleOf(asked) ?? '')?.account
  if (account === undefined || asked.accounts !== undefined) return ofAccounts(scope, asked)
  const regions = asked.regions === undefined ? {} : { regions: asked.regions }
  return [{ scope, places: [{ accounts: [account], ...regions }] }]
}

/** Calls of a role by name, or by a pod of EKS, whose record names the role in its answer (facts/aws.md 6.2). */
const assumed = (asked: Asked): Scope => ({
  boxes: [
    calls('sts.amazonaws.com', assumptions, both(ofRole(asked, asksForRole), asked.who)),
    calls(
      'eks-auth.amazonaws.com',
      ['AssumeRoleForPodIdentity'],
      both(ofRole(asked, givesRole), asked.who),
    ),
  ].flatMap((s) => s.boxes),
})

const switches = (asked: Asked): Scope =>
  calls('signin.amazonaws.com', ['SwitchRole'], both(ofRole(asked, isRole), switchedByWhom(asked)))

export const roleAssumptions: Question = {
  id: 'role-assumptions',
  sentence: (params) => `Did ${whom(params, 'anyone')} assume ${said(params, 'role', 'a role')}?`,
  why: 'Roles are how one stolen credential becomes many. A trail that leaves reads out does not see them: AssumeRole is a read.',
  options: [
    { name: 'role', kind: 'text', description: 'ARN or name of the role' },
    principalOption,
    keyOption,
  ],
  needsOneOf: [],
  defaultWindow: 30 * DAY,
  parts: (asked) => {
    const all = assumed(asked)
    const switched = switches(asked)
    return [
      {
        name: 'management-reads',
        title: 'roles assumed',
        default: true,
        pieces: delivered(narrowed(all, succeeded), asked),
        attempts: narrowed(all, didNotSucceed),
      },
      {
        name: 'management-writes',
        title: 'roles switched to in the console',
        default: true,
        pieces: deliveredToRole(narrowed(switched, both(succeeded, done)), asked),
        attempts: narrowed(switched, both({ not: { all: [succeeded, done] } })),
      },
    ]
  },
  examples: [
    {
      command: 'wholetrail ask role-assumptions --role arn:aws:iam::029608264753:role/Deploy',
      says: 'Who assumed this role in the last month?',
    },
  ],
}
