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
  /** For an organisation trail: whether its deliveries name its account or the member's is not documented. */
  readonly members?: ReadonlySet<string>
}

const sourceAccount = ({ account, members }: ActingTrail): ContextValue =>
  members === undefined
    ? [account]
    : { resembles: (value) => (value === account || members.has(value) ? 'unknown' : 'no') }

/**
 * The call that CloudTrail makes for a trail. It signs as the service, over TLS, names the trail and its account
 * (facts/aws.md 8.3), and no principal of an account: keys of principals are absent.
 */
export const cloudTrailCall = (
  trail: ActingTrail,
  action: string,
  resource: string,
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
