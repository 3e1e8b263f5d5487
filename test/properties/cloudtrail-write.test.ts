import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letsCloudTrailWrite } from '../../src/reason/policies/cloudtrail-write.ts'
import { EVERY_FOLDER, logPlaceOf } from '../../src/reason/policies/log-place.ts'

/** A plain evaluator of policies, one request at a time, to compare with: regular expressions and no three values. */
interface Request {
  readonly action: string
  readonly resource: string
  readonly keys: Readonly<Record<string, string>>
}
type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
interface Statement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal: string | { readonly Service: string | readonly string[] }
  readonly Action?: string | readonly string[]
  readonly NotAction?: string | readonly string[]
  readonly Resource?: string | readonly string[]
  readonly NotResource?: string | readonly string[]
  readonly Condition?: Condition
}

const list = (v: string | readonly string[] | undefined) =>
  typeof v === 'string' ? [v] : (v ?? [])
const glob = (pattern: string, flags = 's') =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    flags,
  )

const met = (operator: string, wanted: readonly string[], own: string | undefined): boolean => {
  if (operator === 'Null') return wanted.some((w) => (w === 'true') === (own === undefined))
  const base = operator.replace(/IfExists$/, '')
  const not = base.includes('Not')
  if (own === undefined) return not || base !== operator
  const is = base.endsWith('Like')
    ? wanted.some((w) => glob(w).test(own))
    : wanted.some((w) => w === own)
  return is !== not
}

const applies = (s: Statement, { action, resource, keys }: Request): boolean => {
  const acts = list(s.Action ?? s.NotAction).some((a) => glob(a, 'is').test(action))
  const lies = list(s.Resource ?? s.NotResource).some((r) => glob(r).test(resource))
  const named =
    s.Principal === '*' ||
    (typeof s.Principal === 'object' &&
      list(s.Principal.Service).includes('cloudtrail.amazonaws.com'))
  const holds = Object.entries(s.Condition ?? {}).every(([operator, pairs]) =>
    Object.entries(pairs).every(([key, value]) =>
      met(operator, list(value), keys[key.toLowerCase()]),
    ),
  )
  return acts === (s.Action !== undefined) && lies === (s.Resource !== undefined) && named && holds
}

const allows = (policy: readonly Statement[], request: Request): boolean =>
  policy.some((s) => s.Effect === 'Allow' && applies(s, request)) &&
  !policy.some((s) => s.Effect === 'Deny' && applies(s, request))

const A = '111111111111'
const ARN = `arn:aws:cloudtrail:eu-west-1:${A}:trail/main`
const folder = `arn:aws:s3:::logs/AWSLogs/${A}`

const oneOrMore = (...texts: string[]) =>
  fc.oneof(
    fc.constantFrom(...texts),
    fc.uniqueArray(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }),
  )
const actions = oneOrMore(
  's3:PutObject',
  's3:putobject',
  's3:*',
  '*',
  's3:GetBucketAcl',
  's3:DeleteObject',
  's3:Put?bject',
  's3:*Acl',
)
const resources = oneOrMore(
  '*',
  'arn:aws:s3:::logs',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::logs*',
  `${folder}/*`,
  `${folder}/CloudTrail/*`,
  `${folder}/CloudTrail/eu-*`,
  `arn:*:s3:::logs/AWSLogs/??????111111/*`,
  'arn:aws:s3:::other/*',
  `${folder}/*.json.gz`,
  `${folder}**`,
)
const conditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant({}),
  fc.dictionary(
    fc.constantFrom(
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIfExists',
      'StringNotEqualsIfExists',
    ),
    fc.dictionary(
      fc.constantFrom(
        'aws:SourceArn',
        'AWS:SOURCEARN',
        's3:x-amz-acl',
        'aws:SourceAccount',
        'aws:SecureTransport',
        'aws:UserAgent',
      ),
      oneOrMore(
        ARN,
        `${ARN}2`,
        'arn:aws:cloudtrail:*',
        A,
        'bucket-owner-full-control',
        'true',
        '*',
      ),
      { maxKeys: 2 },
    ),
    { maxKeys: 2 },
  ),
  fc.record({
    Null: fc.dictionary(
      fc.constantFrom('aws:SourceArn', 's3:x-amz-acl', 'aws:UserAgent'),
      fc.constantFrom('true', 'false'),
      { maxKeys: 1 },
    ),
  }),
)
const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    Principal: fc.constantFrom(
      '*',
      { Service: 'cloudtrail.amazonaws.com' },
      { Service: ['config.amazonaws.com', 'cloudtrail.amazonaws.com'] },
      { Service: 'config.amazonaws.com' },
    ),
    actions,
    resources,
    not: fc.constantFrom('', '', '', 'Action', 'Resource'),
    Condition: conditions,
  })
  .map(({ actions: a, resources: r, not, ...rest }) => ({
    ...rest,
    [not === 'Action' ? 'NotAction' : 'Action']: a,
    [not === 'Resource' ? 'NotResource' : 'Resource']: r,
  }))

const base = { 'aws:sourcearn': ARN, 'aws:sourceaccount': A, 'aws:securetransport': 'true' }
const files = [
  'CloudTrail/eu-west-1/2026/03/05/f.json.gz',
  'CloudTrail/us-east-1/2026/03/05/f.json.gz',
  'CloudTrail-Digest/eu-west-1/x.json.gz',
]
const requests: readonly Request[] = [{}, { 'aws:useragent': '*' }, { 'aws:useragent': A }].flatMap(
  (more) => [
    { action: 's3:GetBucketAcl', resource: 'arn:aws:s3:::logs', keys: { ...base, ...more } },
    ...files.map((f) => ({
      action: 's3:PutObject',
      resource: `${folder}/${f}`,
      keys: { ...base, 's3:x-amz-acl': 'bucket-owner-full-control', ...more },
    })),
  ],
)

const place = logPlaceOf({
  partition: 'aws',
  bucket: 'logs',
  prefix: '',
  owner: A,
  accounts: [A],
  organizationId: undefined,
  folders: EVERY_FOLDER,
})

test('yes where every request of CloudTrail is allowed, no where some file is refused', () => {
  const seen = { yes: 0, no: 0, unknown: 0 }
  const usual: Statement = {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: ['s3:PutObject', 's3:GetBucketAcl'],
    Resource: ['arn:aws:s3:::logs', `${folder}/*`],
  }
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 3 }), fc.boolean(), (more, isUsual) => {
      const policy = isUsual ? [usual, ...more] : more
      const answer = letsCloudTrailWrite({ Version: '2012-10-17', Statement: policy }, place, {
        arn: ARN,
        account: A,
        organizationId: undefined,
        ours: new Set([A]),
      })
      seen[answer] += 1
      const answers = requests.map((r) => allows(policy, r))
      const writes = answers.filter((_, i) => requests[i]?.action === 's3:PutObject')
      if (answer === 'yes') expect(answers).not.toContain(false)
      if (answer === 'no') expect(writes).not.toEqual(writes.map(() => true))
    }),
    { numRuns: 20_000 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(500)
})
