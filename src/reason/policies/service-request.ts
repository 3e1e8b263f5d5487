import { agreed } from '../../model/ternary.ts'
import { compare } from './compare.ts'
import type { ContextValue, Request } from './request.ts'

/** What CloudTrail is called in policies of any partition. */
export const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** A trail for which CloudTrail acts. */
export interface ActingTrail {
  readonly arn: string
  readonly account: string
  /** Undefined: not known; null: in no organisation. */
  readonly organizationId: string | null | undefined
  /** Accounts that are surely not CloudTrail's own. */
  readonly ours?: ReadonlySet<string>
  /**
   * For an organisation trail, the members for whom it acts: whether its deliveries name its account or the member's is
   * not documented.
   */
  readonly members?: ReadonlySet<string> | 'not known'
}

const sourceAccount = ({ account, members }: ActingTrail): ContextValue => {
  if (members === undefined) return [account]
  if (members === 'not known')
    return { resembles: (value, how) => (how === 'like' && value === '*' ? 'yes' : 'unknown') }
  const possible = [...new Set([account, ...members])]
  return { resembles: (value, how) => agreed(possible.map((had) => compare(had, value, how))) }
}

/**
 * The call that CloudTrail makes for a trail. It signs as the service, over TLS, names the trail and its account
 * (facts/aws.md 8.3), and no principal of an account: keys of principals are absent.
 */
export const cloudTrailCall = (
  trail: ActingTrail,
  action: string,
  resource: Request['resource'],
  context: Request['context'] = {},
): Request => ({
  requester: {
    kind: 'Service',
    name: CLOUDTRAIL,
    ...(trail.ours === undefined ? {} : { notOf: trail.ours }),
  },
  action,
  resource,
  context: {
    'aws:sourcearn': [trail.arn],
    'aws:sourceaccount': sourceAccount(trail),
    ...(trail.organizationId === undefined
      ? {}
      : { 'aws:sourceorgid': trail.organizationId === null ? [] : [trail.organizationId] }),
    'aws:principalisawsservice': ['true'],
    'aws:principalservicename': [CLOUDTRAIL],
    'aws:securetransport': ['true'],
    'aws:principalorgid': [],
    'aws:principalaccount': [],
    'aws:principalarn': [],
    ...context,
  },
})
