import { eventId } from '../ids.ts'
import type { Random } from '../random.ts'
import type { Caller } from '../world/caller.ts'
import { iso } from '../world/clock.ts'
import type { Copy, Happening } from '../world/happening.ts'
import type { World } from '../world/world.ts'

const identityOf = (c: Caller): Record<string, unknown> => {
  const session =
    c.sessionStart === undefined
      ? {}
      : {
          sessionContext: {
            ...(c.issuer && {
              sessionIssuer: {
                type: c.type === 'FederatedUser' ? 'IAMUser' : 'Role',
                principalId: c.issuer.id,
                arn: c.issuer.arn,
                accountId: c.account,
                userName: c.issuer.name,
              },
            }),
            attributes: { creationDate: iso(c.sessionStart), mfaAuthenticated: 'false' },
          },
        }
  if (c.type === 'AWSService') return { type: c.type, invokedBy: c.invokedBy }
  return {
    type: c.type,
    principalId: c.principalId,
    arn: c.arn,
    accountId: c.account,
    ...(c.keyId !== undefined && { accessKeyId: c.keyId }),
    ...(c.userName !== undefined && { userName: c.userName }),
    ...session,
    ...(c.invokedBy !== undefined && { invokedBy: c.invokedBy }),
  }
}

/** What the owner of a resource may see of another account's caller (R14). */
const hiddenIdentity = (c: Caller) => ({
  type: 'AWSAccount',
  ...(c.principalId !== undefined && { principalId: c.principalId }),
  accountId: c.account,
})

interface CopyOptions {
  readonly account: string
  readonly eventId: string
  readonly sharedEventId?: string
  readonly hidden: boolean
  /** The parameters are left out, as those above 100 KB are (R1). */
  readonly withoutRequest: boolean
}

/** Through an access point the record names that, and does not tell the bucket (facts/aws.md 3.5). */
const resourcesOf = ({ resources, through, key }: Happening): Happening['resources'] =>
  through === undefined
    ? resources
    : [
        { type: 'AWS::S3::Object', ARN: `${through}/object/${key}` },
        { type: 'AWS::S3::AccessPoint', ARN: through },
      ]

/** The record that CloudTrail makes for one account (facts/aws.md 1). */
const recordOf = (h: Happening, o: CopyOptions): Record<string, unknown> => ({
  eventVersion: '1.11',
  userIdentity: o.hidden ? hiddenIdentity(h.caller) : identityOf(h.caller),
  eventTime: iso(h.second),
  eventSource: h.source,
  eventName: h.name,
  awsRegion: h.region,
  sourceIPAddress: h.caller.invokedBy ?? '198.51.100.7',
  userAgent: h.caller.invokedBy ?? 'aws-cli/2.31.0',
  ...(h.errorCode !== undefined && { errorCode: h.errorCode, errorMessage: 'denied' }),
  ...(h.outcome === 'failed' && { errorMessage: 'Failed authentication' }),
  ...(!o.withoutRequest && { requestParameters: h.request }),
  responseElements: h.response,
  ...(h.extra && { additionalEventData: h.extra }),
  eventID: o.eventId,
  readOnly: h.readOnly,
  ...(h.resources && { resources: resourcesOf(h) }),
  eventType: h.type,
  managementEvent: h.category === 'Management',
  recipientAccountId: o.account,
  ...(o.sharedEventId !== undefined && { sharedEventID: o.sharedEventId }),
  ...(h.caller.console === true && { sessionCredentialFromConsole: 'true' }),
  eventCategory: h.category,
})

/** Who receives a copy: the caller's account, and the owner of what was called (facts/aws.md 1.4). */
const recipients = (w: World, h: Happening): string[] => {
  const ownerToo =
    h.owner !== undefined && (h.outcome === 'success' || w.undocumented.ownerSeesDenied)
  const all = [h.caller.account, ...(ownerToo ? [h.owner as string] : [])]
  return all.filter((id) => w.accounts.some((a) => a.id === id))
}

/** Every copy that CloudTrail makes of what happened, before any trail is asked. */
export const copiesOf = (w: World, h: Happening, r: Random): Copy[] => {
  const to = recipients(w, h)
  const shared = h.owner === undefined ? {} : { sharedEventId: eventId(r) }
  return to.map((account) => {
    const id = eventId(r)
    const foreign = account !== h.caller.account
    const hidden = foreign && (h.role !== undefined || r.chance(0.5))
    const withoutRequest = w.profile === 'wild' && r.chance(0.02)
    const record = recordOf(h, { account, eventId: id, hidden, withoutRequest, ...shared })
    return { happening: h, eventId: id, account, record }
  })
}
