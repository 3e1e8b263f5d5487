import type { Confidence } from '../../../model/trace.ts'
import { parsePrincipalArn } from '../arn.ts'
import { sourceIdentitiesOf } from './contradictions.ts'
import type { Credential } from './credential.ts'
import { factsOf, personNode, serviceNode, workloadNode } from './node-ids.ts'
import { IDENTITY_CENTER_NAME, IDENTITY_CENTER_ROLE, INSTANCE_NAME } from './origins.ts'
import { type Cause, CLAIM, type Ref } from './ref.ts'

interface Marks {
  readonly onBehalfOf?: { readonly userId?: unknown }
  readonly inScopeOf?: { readonly sourceArn?: unknown; readonly credentialsIssuedTo?: unknown }
  readonly sessionContext?: { readonly ec2RoleDelivery?: unknown; readonly assumedRoot?: unknown }
}

const marksOf = (c: Credential): readonly Marks[] =>
  c.uses.flatMap((u) => {
    try {
      return u.identity === null ? [] : [JSON.parse(u.identity) as Marks]
    } catch {
      return []
    }
  })

/** Whether AssumeRoot opened the session: it acts as root, and somebody else is behind it (facts/aws.md 6.1). */
export const isAssumedRoot = (c: Credential): boolean =>
  c.type === 'Root' && marksOf(c).some((m) => String(m.sessionContext?.assumedRoot) === 'true')

const textIn = (values: readonly unknown[]): string | undefined =>
  values.filter((v) => typeof v === 'string').sort()[0]

const is = (from: Ref['node'], confidence: Confidence, because: string): Cause => ({
  from: { node: from },
  how: 'is',
  at: null,
  confidence,
  because,
  evidence: [],
})

const sessionName = (c: Credential): string | undefined =>
  (c.arn === null ? undefined : parsePrincipalArn(c.arn)?.session) ??
  (c.principalId?.includes(':') === true
    ? c.principalId.slice(c.principalId.indexOf(':') + 1)
    : undefined)

/**
 * The name that the first caller of a chain gave himself: it cannot be changed on the way, but he may have written
 * anything, for only the condition of a trust policy holds him to it (facts/aws.md 6.4).
 */
export const bySourceIdentity = (c: Credential): Cause[] =>
  sourceIdentitiesOf(c).map((name) => ({
    ...is(
      personNode('person', 'source identity', name, null),
      'possible',
      `the session bears the source identity ${name}, which its first caller chose`,
    ),
    how: CLAIM,
  }))

const SERVICE_ROLE = /:role\/aws-service-role\/([^/]+)\//

/** Who is behind a session by what it looks like, where no call that issued it is known (facts/aws.md 6.2). */
export const byPattern = (c: Credential): Cause[] => {
  const marks = marksOf(c)
  const name = sessionName(c)
  const userId = textIn(marks.map((m) => m.onBehalfOf?.userId))
  const source = textIn(marks.map((m) => m.inScopeOf?.sourceArn))
  const delivered = marks.some((m) => typeof m.sessionContext?.ec2RoleDelivery === 'string')
  const service = SERVICE_ROLE.exec(c.issuerArn ?? '')?.[1]
  if (service !== undefined)
    return [is(serviceNode(service), 'likely', `only ${service} takes this service-linked role`)]
  if (source !== undefined)
    return [
      is(
        workloadNode('issued to', source, c.account),
        'likely',
        `the records say that its credentials were issued to ${source}`,
      ),
    ]
  const isCenter = IDENTITY_CENTER_ROLE.test(c.issuerArn ?? '')
  if (name !== undefined && (isCenter || IDENTITY_CENTER_NAME.test(c.issuerArn ?? c.arn ?? '')))
    return [
      is(
        personNode('person', 'Identity Center user', name, null, factsOf({ 'user id': userId })),
        isCenter ? 'likely' : 'possible',
        isCenter
          ? 'only IAM Identity Center takes this role, and it names sessions after the user'
          : 'the role has the name of one of IAM Identity Center but no record shows its path, and anyone may make a role of that name',
      ),
    ]
  if (userId !== undefined)
    return [
      is(
        personNode('person', 'Identity Center user id', userId, null),
        'likely',
        `the records say that it acted for the Identity Center user ${userId}`,
      ),
    ]
  if (name !== undefined && INSTANCE_NAME.test(name))
    return [
      is(
        workloadNode('instance', name, c.account),
        delivered ? 'likely' : 'possible',
        delivered
          ? 'the instance metadata service delivered its credentials'
          : 'its name is that of an instance, which anyone may choose',
      ),
    ]
  return []
}
