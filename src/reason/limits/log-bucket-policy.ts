import type { Ternary } from '../../model/scope.ts'
import { every, some } from '../../model/ternary.ts'
import { globMatches, globMatchesBelow } from './glob.ts'
import { CLOUDTRAIL, type DeliveryRequest, speaksOf } from './policy-statement.ts'

/** What is delivered to a log bucket, and by whom. */
export interface Delivery {
  readonly bucket: string
  /** What stands before `AWSLogs/`, without slashes at its ends; `''` for none. */
  readonly prefix: string
  /** Accounts whose log files are delivered. None, with an organisation: those of all its members. */
  readonly accounts: readonly string[]
  /** Where the trails are organisation trails. */
  readonly organizationId?: string
  /** The trails that deliver: what a policy sees as `aws:SourceArn`. */
  readonly trailArns: readonly string[]
}

type Statement = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (policy: unknown): unknown => {
  if (typeof policy !== 'string') return policy
  try {
    return JSON.parse(policy)
  } catch {
    return undefined
  }
}

/** The statements of a policy; `undefined` where it cannot be read for sure. */
const statementsOf = (policy: unknown): readonly Statement[] | undefined => {
  const document = parsed(policy)
  if (!isObject(document)) return undefined
  const all = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  const sound = all.every(
    (s: unknown) => isObject(s) && (s.Effect === 'Allow' || s.Effect === 'Deny'),
  )
  return sound ? (all as readonly Statement[]) : undefined
}

/** What the policy answers: a denial wins, and what nothing allows is refused. */
const allowed = (statements: readonly Statement[], request: DeliveryRequest): Ternary => {
  const by = (effect: string, asked: DeliveryRequest): Ternary =>
    some(statements.filter((s) => s.Effect === effect).map((s) => speaksOf(s, asked)))
  const [denies, allows] = [by('Deny', request), by('Allow', request)]
  if (denies === 'yes' || allows === 'no') return 'no'
  // The ACL that is sent along may need a permission of its own: that nothing denies it is enough.
  const acl = by('Deny', { ...request, action: 's3:PutObjectAcl' })
  return denies === 'no' && acl === 'no' ? allows : 'unknown'
}

/** Which parts of an ARN. */
const PARTITION = 1
const ACCOUNT = 4

/**
 * Values of condition keys in the requests of a trail (facts/aws.md 8.3). Which account an organisation's delivery
 * names as its source is not documented: the trail's or the member's.
 */
const contextOf = (arn: string, members: readonly string[], acl: readonly string[]) =>
  new Map<string, readonly string[]>([
    ['aws:sourcearn', [arn]],
    ['aws:sourceaccount', [...new Set([arn.split(':')[ACCOUNT] ?? '', ...members])]],
    ['aws:principalservicename', [CLOUDTRAIL]],
    ['aws:principalisawsservice', ['true']],
    ['aws:securetransport', ['true']],
    ['s3:x-amz-acl', acl],
  ])

const ifYes = (answer: Ternary): Ternary => (answer === 'yes' ? 'yes' : 'unknown')

/**
 * Whether a bucket policy lets CloudTrail go on delivering: write log files of every account below
 * `[prefix/]AWSLogs/`, and read the bucket's ACL as it does before (facts/aws.md 8.3). `no`: some log files are surely
 * refused. `unknown`: the policy cannot be read, or says something whose effect on CloudTrail is not sure. Says
 * nothing of keys, ownership, ACLs and service control policies. `policy` is the JSON of a policy, or its text.
 */
export const letsCloudTrailWrite = (policy: unknown, delivery: Delivery): Ternary => {
  const statements = statementsOf(policy)
  const { bucket, prefix, accounts, organizationId, trailArns } = delivery
  if (statements === undefined || trailArns.length === 0) return 'unknown'
  if (accounts.length === 0 && organizationId === undefined) return 'unknown'
  const base = `${bucket}${prefix === '' ? '' : `/${prefix}`}/AWSLogs`
  const ofTrail = (arn: string): Ternary[] => {
    const [partition, owner] = [arn.split(':')[PARTITION], arn.split(':')[ACCOUNT]]
    if (partition === undefined || owner === undefined) return ['unknown']
    const write = (folder: string, members: readonly string[]): Ternary =>
      allowed(statements, {
        action: 's3:PutObject',
        resource: (pattern) =>
          globMatchesBelow(pattern, `arn:${partition}:s3:::${base}/${folder}/`),
        context: contextOf(arn, members, ['bucket-owner-full-control']),
        accounts,
      })
    const check = allowed(statements, {
      action: 's3:GetBucketAcl',
      resource: (pattern) =>
        globMatches(pattern, `arn:${partition}:s3:::${bucket}`) ? 'yes' : 'no',
      context: contextOf(arn, accounts, []),
      accounts,
    })
    if (organizationId === undefined) {
      const own = accounts.includes(owner) ? [owner] : accounts
      return [ifYes(check), ...own.map((account) => write(account, [account]))]
    }
    const folders =
      accounts.length === 0
        ? [write(organizationId, [''])]
        : accounts.map((account) => write(`${organizationId}/${account}`, [account]))
    // AWS asks for both when an organisation trail is made; that delivery to members needs both is not documented.
    return [ifYes(check), ifYes(write(owner, [owner])), ...folders]
  }
  return every(trailArns.flatMap(ofTrail))
}
