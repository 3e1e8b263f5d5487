import type {
  AttachedPolicy,
  GetAccountAuthorizationDetailsResponse,
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
} from '@aws-sdk/client-iam'
import type { Observed } from '../../../../model/observed.ts'
import type { PolicyStatement } from '../../../../model/snapshot/fields.ts'
import type { Unknown } from '../map/answer.ts'
import { encodedPolicyOf, type PolicyDocument, rawStatements } from '../map/policy-document.ts'
import { concernsAuditLog } from './concerns.ts'

type Statements = Observed<PolicyStatement[]>

const missing = (what: string): Unknown => ({
  unknown: 'error',
  detail: `${what} is attached, and IAM did not give it`,
})

/** All of several, or the first that is not known: with one policy unread, nobody knows what is allowed. */
export const together = (parts: readonly Statements[]): Statements => {
  const all: PolicyStatement[] = []
  for (const part of parts) {
    if ('unknown' in part) return part
    all.push(...part.known)
  }
  return { known: all }
}

const hasEffect = (statement: PolicyDocument): statement is PolicyStatement =>
  statement.Effect === 'Allow' || statement.Effect === 'Deny'

const ofDocument = (text: string | undefined): Statements => {
  const document = encodedPolicyOf(text)
  if ('unknown' in document) return document
  const found = rawStatements(document.known).filter(concernsAuditLog)
  return found.every(hasEffect)
    ? { known: found }
    : { unknown: 'error', detail: 'a policy has a statement that neither allows nor denies' }
}

export const ofInline = (policies: readonly PolicyDetail[] | undefined): Statements =>
  together((policies ?? []).map((policy) => ofDocument(policy.PolicyDocument)))

/** The policies and groups of an account that principals refer to. */
export interface Referred {
  readonly managed: (arn: string | undefined) => Statements
  readonly group: (name: string) => Statements
}

const inForce = ({ PolicyVersionList, DefaultVersionId }: ManagedPolicyDetail) =>
  PolicyVersionList?.find((v) => v.IsDefaultVersion === true || v.VersionId === DefaultVersionId)

export const ofAttached = (
  { managed }: Pick<Referred, 'managed'>,
  policies: readonly AttachedPolicy[] | undefined,
): Statements => together((policies ?? []).map((policy) => managed(policy.PolicyArn)))

const groupStatements = (managed: Referred['managed'], group: GroupDetail): Statements =>
  together([
    ofInline(group.GroupPolicyList),
    ofAttached({ managed }, group.AttachedManagedPolicies),
  ])

/** What principals refer to, each read once. */
export const referredIn = (pages: readonly GetAccountAuthorizationDetailsResponse[]): Referred => {
  const policies = new Map(
    pages
      .flatMap((page) => page.Policies ?? [])
      .map((policy) => [policy.Arn, ofDocument(inForce(policy)?.Document)]),
  )
  const managed = (arn: string | undefined): Statements =>
    policies.get(arn) ?? missing(`the policy ${arn ?? ''}`)
  const groups = new Map(
    pages
      .flatMap((page) => page.GroupDetailList ?? [])
      .map((group) => [group.GroupName, groupStatements(managed, group)]),
  )
  return { managed, group: (name) => groups.get(name) ?? missing(`the group ${name}`) }
}
