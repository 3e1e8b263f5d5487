import type { Request } from './request.ts'

/** What CloudTrail is called in policies of any partition. */
export const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** A trail for which CloudTrail acts. */
export interface ActingTrail {
  readonly arn: string
  readonly account: string
  /** Undefined: not known; null: in no organisation. */
  readonly organizationId: string | null | undefined
}

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
  requester: { kind: 'Service', name: CLOUDTRAIL },
  action,
  resource,
  context: {
    'aws:sourcearn': [trail.arn],
    'aws:sourceaccount': [trail.account],
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
