import { describe, expect, test } from 'vitest'
import { letsCloudTrailWrite } from '../../../src/reason/policies/cloudtrail-write.ts'
import { EVERY_FOLDER, foldersOf, logPlaceOf } from '../../../src/reason/policies/log-place.ts'

const A = '111111111111'
const B = '222222222222'
const ARN = `arn:aws:cloudtrail:eu-west-1:${A}:trail/main`
const logs = {
  partition: 'aws',
  bucket: 'logs',
  prefix: '',
  owner: A,
  accounts: [A] as readonly string[] | undefined,
  organizationId: undefined as string | undefined,
  folders: EVERY_FOLDER,
}
const trail = { arn: ARN, account: A, organizationId: undefined, ours: new Set([A, B]) }
const judge = (it: unknown, over: Partial<typeof logs> = {}) =>
  letsCloudTrailWrite(it, logPlaceOf({ ...logs, ...over }), trail)
const service = { Service: 'cloudtrail.amazonaws.com' }

/** The policy that AWS writes for a trail (facts/aws.md 8.3). */
const check = {
  Sid: 'AWSCloudTrailAclCheck20150319',
  Effect: 'Allow',
  Principal: service,
  Action: 's3:GetBucketAcl',
  Resource: 'arn:aws:s3:::logs',
  Condition: { StringEquals: { 'AWS:SourceArn': ARN } },
}
const write = {
  Sid: 'AWSCloudTrailWrite20150319',
  Effect: 'Allow',
  Principal: service,
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::logs/AWSLogs/${A}/*`,
  Condition: {
    StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': [ARN] },
  },
}
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements })
const deny = (over: object) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
  ...over,
})
const judged = (...statements: object[]) => judge(policy(...statements))

describe('a policy that lets CloudTrail write', () => {
  test.each([
    ['as AWS writes it', [check, write]],
    ['as text', JSON.stringify(policy(check, write))],
    [
      'without conditions',
      [
        { ...check, Condition: {} },
        { ...write, Condition: {} },
      ],
    ],
    ['the whole bucket', [check, { ...write, Resource: 'arn:aws:s3:::logs/*' }]],
    ['every action', [{ ...write, Action: 'S3:*', Resource: '*', Condition: undefined }]],
    ['one statement for both', [{ ...check, Action: ['s3:get*', 's3:PUTOBJECT'], Resource: '*' }]],
    ['by account', [check, { ...write, Condition: { StringEquals: { 'aws:sourceaccount': A } } }]],
    [
      'by ARN pattern',
      [
        check,
        { ...write, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } } },
      ],
    ],
    [
      'and denies plain HTTP',
      [check, write, deny({ Condition: { Bool: { 'aws:SecureTransport': false } } })],
    ],
    [
      'and denies other trails',
      [check, write, deny({ Condition: { StringNotEquals: { 'aws:SourceArn': ARN } } })],
    ],
    [
      'and denies all but services',
      [
        check,
        write,
        deny({ Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }),
      ],
    ],
    [
      'and denies deletion',
      [check, write, deny({ Action: ['s3:DeleteObject*', 's3:PutBucketPolicy'] })],
    ],
    [
      'and denies other places',
      [
        check,
        write,
        deny({
          Action: 's3:PutObject',
          Resource: undefined,
          NotResource: 'arn:aws:s3:::logs/AWSLogs/*',
        }),
      ],
    ],
    [
      'and denies all but these calls',
      [check, write, deny({ Action: undefined, NotAction: ['s3:Put*', 's3:Get*'] })],
    ],
    [
      'and lets others read',
      [
        check,
        write,
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${B}:root` },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::logs/*',
        },
      ],
    ],
  ])('%s', (_, it) => {
    expect(judge(typeof it === 'string' ? it : policy(...it))).toBe('yes')
  })
})

describe('a policy that shuts CloudTrail out', () => {
  test.each([
    ['is empty', []],
    [
      'allows another account’s folder',
      [check, { ...write, Resource: `arn:aws:s3:::logs/AWSLogs/${B}/*` }],
    ],
    ['allows a prefix', [check, { ...write, Resource: 'arn:aws:s3:::logs/x/AWSLogs/*' }]],
    [
      'allows another trail',
      [check, { ...write, Condition: { StringEquals: { 'aws:SourceArn': `${ARN}2` } } }],
    ],
    [
      'is of another case in the ARN',
      [check, { ...write, Resource: `arn:aws:s3:::logs/awslogs/${A}/*` }],
    ],
    [
      'wants another ACL',
      [check, { ...write, Condition: { StringEquals: { 's3:x-amz-acl': 'private' } } }],
    ],
    [
      'allows another service',
      [check, { ...write, Principal: { Service: 'config.amazonaws.com' } }],
    ],
    ['denies everybody', [check, write, deny({})]],
    [
      'denies where no ACL is sent otherwise',
      [check, write, deny({ Condition: { Null: { 's3:x-amz-acl': 'false' } } })],
    ],
    [
      'denies all but another trail',
      [check, write, deny({ Condition: { ArnNotEquals: { 'aws:SourceArn': `${ARN}2` } } })],
    ],
  ])('%s', (_, statements) => {
    expect(judged(...statements)).toBe('no')
  })
})

describe('nobody knows of a policy that', () => {
  test.each([
    ['lacks the check of the ACL', [write]],
    [
      'has a condition that is not known',
      [check, write, deny({ Condition: { StringNotEquals: { 'aws:SourceOrgID': 'o-1' } } })],
    ],
    [
      'asks for encryption',
      [
        check,
        write,
        deny({ Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } } }),
      ],
    ],
    [
      'denies some of the files',
      [check, write, deny({ Resource: `arn:aws:s3:::logs/AWSLogs/${A}/CloudTrail/eu-*` })],
    ],
    [
      'allows some of the files',
      [check, { ...write, Resource: `arn:aws:s3:::logs/AWSLogs/${A}/CloudTrail/*` }],
    ],
    ['excepts by principal', [check, write, deny({ Principal: undefined, NotPrincipal: service })]],
    [
      'names accounts of CloudTrail',
      [check, { ...write, Principal: { AWS: 'arn:aws:iam::086441151436:root' } }],
    ],
    ['allows everybody', [check, { ...write, Principal: '*' }]],
    ['names a user of S3', [check, { ...write, Principal: { CanonicalUser: '79a5' } }]],
    [
      'names CloudTrail in another form',
      [check, { ...write, Principal: { Service: 'cloudtrail.amazonaws.com.cn' } }],
    ],
    ['allows every service', [check, { ...write, Principal: { Service: '*' } }]],
    ['names what is no kind', [check, write, deny({ Principal: { Role: 'x' }, Action: 's3:X' })]],
    ['says both', [check, write, deny({ NotAction: 's3:*' })]],
    ['says no place', [check, write, deny({ Action: 's3:X', Resource: undefined })]],
    [
      'has a number for a text',
      [check, write, deny({ Condition: { StringEquals: { 'aws:SourceAccount': 1 } } })],
    ],
    [
      'has a variable',
      [check, write, deny({ Resource: `arn:aws:s3:::logs/$${'{aws:PrincipalAccount}'}/*` })],
    ],
    [
      'has an operator on lists',
      [check, write, deny({ Condition: { 'ForAnyValue:StringLike': { 'aws:SourceArn': '*' } } })],
    ],
    [
      'has a member that is not known',
      [check, write, deny({ Action: 's3:DeleteObject', Elsewhere: 1 })],
    ],
    ['denies an ACL on objects', [check, write, deny({ Action: 's3:PutObjectAcl' })]],
    ['has an effect that is not known', [check, write, deny({ Effect: 'deny' })]],
  ])('%s', (_, statements) => {
    expect(judged(...statements)).toBe('unknown')
  })

  test.each([undefined, null, '', 'x', [], {}, { Statement: 'x' }, '""'])('is %j', (it) => {
    expect(judge(it)).toBe('unknown')
  })

  test('is asked about no account', () => {
    expect(judge(policy(check, write), { accounts: [] })).toBe('unknown')
  })
})

describe('an organisation trail', () => {
  const folder = { ...write, Resource: 'arn:aws:s3:::logs/p/AWSLogs/o-1/*' }
  const own = { ...write, Resource: `arn:aws:s3:::logs/p/AWSLogs/${A}/*` }
  const of = (accounts: string[] | undefined, ...statements: object[]) =>
    letsCloudTrailWrite(
      policy(...statements),
      logPlaceOf({ ...logs, prefix: 'p', accounts, organizationId: 'o-1' }),
      { ...trail, members: accounts === undefined ? 'not known' : new Set(accounts) },
    )

  test('needs the folder of the organisation, and its own account’s to be sure', () => {
    expect(of([A, B], check, folder, own)).toBe('yes')
    expect(of(undefined, check, folder, own)).toBe('yes')
    expect(of([A, B], check, folder)).toBe('unknown')
    expect(of([A, B], check, own)).toBe('no')
    expect(
      of([A, B], check, own, { ...folder, Resource: `arn:aws:s3:::logs/p/AWSLogs/o-1/${A}/*` }),
    ).toBe('no')
  })

  test('the account that it names as its source is not sure', () => {
    const byAccount = { ...folder, Condition: { StringEquals: { 'aws:SourceAccount': A } } }
    expect(of([A, B], check, own, byAccount)).toBe('unknown')
    expect(of(undefined, check, own, byAccount)).toBe('unknown')
  })

  test('a pattern takes in the accounts that it matches, and whoever they are only if it is a star', () => {
    const like = (pattern: string) => ({
      ...folder,
      Condition: { StringLike: { 'aws:SourceAccount': pattern } },
    })
    expect(of([A, B], check, own, like('*'))).toBe('yes')
    expect(of([A, B], check, own, like('1*'))).toBe('unknown')
    expect(of([A], check, own, like('1*'))).toBe('yes')
    expect(of([A, B], check, own, like('3*'))).toBe('no')
    expect(of(undefined, check, own, like('*'))).toBe('yes')
    expect(of(undefined, check, own, like('3*'))).toBe('unknown')
  })
})

describe('which folders a trail fills', () => {
  const only = (below: string) => [
    check,
    { ...write, Resource: `arn:aws:s3:::logs/AWSLogs/${A}/${below}*` },
  ]
  const ofRegion = (region: string | undefined, digests: boolean, below: string) =>
    judge(policy(...only(below)), { folders: foldersOf(region, digests) })

  test('a policy for one region shuts others out, and is enough for a trail of that region', () => {
    expect(ofRegion('eu-west-1', false, 'CloudTrail/eu-west-1/')).toBe('yes')
    expect(ofRegion('eu-west-2', false, 'CloudTrail/eu-west-1/')).toBe('no')
    expect(ofRegion(undefined, false, 'CloudTrail/eu-west-1/')).toBe('unknown')
  })

  test('digests lie in a folder of their own', () => {
    expect(ofRegion(undefined, false, 'CloudTrail/')).toBe('yes')
    expect(ofRegion(undefined, true, 'CloudTrail/')).toBe('no')
  })
})
