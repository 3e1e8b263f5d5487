import type { Filter } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { parsePrincipalArn } from '../../identity/arn.ts'
import { calls } from '../parts/common.ts'
import { both, didNotSucceed, narrowed, succeeded } from '../parts/filters.ts'
import { keyOption, principalOption, said, whom } from '../parts/option.ts'
import { ofWhom } from '../parts/place.ts'
import type { Asked, Piece, Question } from '../question.ts'

const assumptions = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'] as const

/** By ARN, or by the name at its end. */
const ofRole = ({ params }: Asked): Filter | undefined =>
  typeof params.role === 'string'
    ? {
        column: 'request_parameters',
        path: ['roleArn'],
        is: params.role.startsWith('arn:')
          ? { Equals: [params.role] }
          : { EndsWith: [`/${params.role}`] },
        missing: 'unknown',
        ignoreCase: true,
      }
    : undefined

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
    const all = calls('sts.amazonaws.com', assumptions, both(ofRole(asked), asked.who))
    return [
      {
        name: 'management-reads',
        title: 'roles assumed',
        default: true,
        pieces: delivered(narrowed(all, succeeded), asked),
        attempts: narrowed(all, didNotSucceed),
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
