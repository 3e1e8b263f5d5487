import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import {
  A,
  askOf,
  at,
  B,
  EVERYTHING,
  FROM,
  KEY,
  MANAGEMENT_ONLY,
  OWNER,
  objectCall,
  REGION,
  record,
  SESSION_KEY,
  TO,
  USER,
  USER_ID,
  type World,
} from './given.ts'

const DATA = 'arn:aws:s3:::data'
const seen = record('DescribeInstances', { eventTime: '2026-03-02T00:00:00Z', readOnly: true })
const both = { [A]: EVERYTHING, [OWNER]: EVERYTHING }
const part = (answer: Awaited<ReturnType<typeof askOf>>, name: string) =>
  answer.parts.find((p) => p.name === name)

describe('R10 what counts', () => {
  test.each(['HeadObject', 'GetObjectAcl', 'ListObjects'])('R10 %s is an attempt', async (name) => {
    const answer = await askOf({ records: [objectCall(name, `${DATA}/a`)] }, 'who-read-objects', {
      bucket: 'data',
    })
    expect([answer.verdict, answer.found.count, answer.attempts.count]).toEqual(['no', 0, 1])
  })

  test('R10 a refused read is an attempt, even without parameters', async () => {
    const refused = objectCall('GetObject', `${DATA}/a`, {
      errorCode: 'AccessDenied',
      requestParameters: null,
      resources: undefined,
    })
    const answer = await askOf({ records: [refused] }, 'who-read-objects', { key: KEY })
    expect([answer.verdict, answer.attempts.count]).toEqual(['no', 1])
  })

  test.each(['data/in/a', '/data/in/a', 'data%2Fin%2Fa'])(
    'R10 a copy out of %s is a read of it',
    async (source) => {
      const copy = objectCall('CopyObject', 'arn:aws:s3:::elsewhere/x', {
        requestParameters: { bucketName: 'elsewhere', key: 'x', 'x-amz-copy-source': source },
      })
      const params = { bucket: 'data', prefix: 'in/' }
      const answer = await askOf({ records: [copy] }, 'who-read-objects', params)
      expect(answer.verdict).toBe('yes')
      const other = await askOf({ records: [copy] }, 'who-read-objects', { bucket: 'dat' })
      expect(other.found.count).toBe(0)
    },
  )

  test('R10 a copy whose target nobody records cannot be ruled out, while the direct reads can', async () => {
    const selectors = {
      AdvancedEventSelectors: [
        ...(MANAGEMENT_ONLY.AdvancedEventSelectors ?? []),
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', StartsWith: [`${DATA}/`] },
          ],
        },
      ],
    }
    const world = { trails: { [A]: selectors } }
    const all = await askOf(world, 'who-read-objects', { bucket: 'data' })
    expect(all.parts.map((p) => [p.name, p.verdict])).toEqual([
      ['s3-objects', 'no'],
      ['s3-copies', 'cannot-know'],
      ['s3-express', null],
    ])
    const direct = await askOf(
      world,
      'who-read-objects',
      { bucket: 'data' },
      { parts: ['s3-objects'] },
    )
    expect([all.verdict, direct.verdict]).toEqual(['cannot-know', 'no'])
  })

  test.each([
    ['AccessDenied', 'yes'],
    ['AuthFailure', 'yes'],
    ['Client.UnauthorizedOperation', 'yes'],
    ['KMS.AccessDeniedException', 'yes'],
    ['NoSuchBucket', 'no'],
  ])('R10 denied: %s is %s', async (errorCode, verdict) => {
    const answer = await askOf({ records: [record('X', { errorCode })] }, 'denied-calls')
    expect(answer.verdict).toBe(verdict)
  })

  test('R10 tampering that was refused is an attempt, not a change', async () => {
    const stop = record('StopLogging', {
      eventSource: 'cloudtrail.amazonaws.com',
      errorCode: 'AccessDenied',
    })
    const answer = await askOf({ records: [stop] }, 'trail-tampering')
    expect([answer.verdict, answer.attempts.count]).toEqual(['no', 1])
  })
})

describe('R11 what CloudTrail never records', () => {
  test('R11 is printed as not checked', async () => {
    const answer = await askOf({}, 'who-read-objects', { bucket: 'data' })
    expect(answer.checks.notPerformed.join('\n')).toMatch(/VPC endpoint/)
  })

  test('R11 a change that lets data out names the follow-up question', async () => {
    const opened = record('PutBucketPolicy', {
      eventSource: 's3.amazonaws.com',
      requestParameters: { bucketName: 'data' },
    })
    const answer = await askOf({ records: [opened] }, 'key-activity', { key: KEY })
    expect(answer.next[0]?.command).toBe(
      'wholetrail ask who-read-objects --bucket data --from 2026-03-07T12:00:00Z',
    )
  })
})

describe('R13 the issuing calls are part of the scope', () => {
  test('R13 without them it cannot be known what was done with what was issued', async () => {
    const selectors = {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }
    const answer = await askOf({ trails: { [A]: selectors } }, 'who-read-objects', { key: KEY })
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots.some((s) => s.reason === 'not selected')).toBe(true)
    const anyone = await askOf({ trails: { [A]: selectors } }, 'who-read-objects', {
      bucket: 'data',
    })
    expect(anyone.verdict).toBe('no')
  })

  test('R13 an age that is not known leaves older credentials open', async () => {
    const snapshot = {
      identities: [{ account: A, arn: USER, id: USER_ID, accessKeys: [{ id: KEY }] }],
    }
    const answer = await askOf({ snapshot }, 'key-activity', { key: KEY })
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots[0]?.detail).toContain('when AKIAQNZGKIQY56JQ7WML was created')
  })
})

describe('R14 the copy of the owner may hide who called', () => {
  const hidden = (principalId: string, accountId = A) =>
    objectCall('GetObject', 'arn:aws:s3:::foreign/a', {
      userIdentity: { type: 'AWSAccount', principalId, accountId },
      recipientAccountId: OWNER,
    })
  const world = { trails: { [A]: MANAGEMENT_ONLY, [OWNER]: EVERYTHING } }
  const params = { bucket: 'foreign', key: KEY }

  test('R14 it is enough where it shows nobody who may be meant', async () => {
    const records = [hidden('AIDABOBBOBBOBBOBBOB2'), hidden(USER_ID, B)]
    const answer = await askOf({ ...world, records }, 'who-read-objects', params, {
      parts: ['s3-objects'],
    })
    expect(answer.blindSpots).toEqual([])
    expect(answer.verdict).toBe('no')
  })

  test('R14 a caller who may be meant is a candidate', async () => {
    const answer = await askOf({ ...world, records: [hidden(USER_ID)] }, 'who-read-objects', params)
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.candidates).toHaveLength(1)
  })
})

describe('R15 the account of a key', () => {
  test('R15 the scope is known even where no event of the key was recorded', async () => {
    const answer = await askOf({ trails: { [B]: EVERYTHING } }, 'key-activity', { key: KEY })
    expect(answer.verdict).toBe('cannot-know')
    const scopes = JSON.stringify(answer.blindSpots.map((s) => s.scope))
    expect(scopes).toContain(A)
    expect(scopes).not.toContain(B)
  })

  test('R15 where the log names another account both are asked about', async () => {
    const odd = record('DescribeInstances', {
      eventTime: '2026-03-02T00:00:00Z',
      userIdentity: {
        type: 'IAMUser',
        accountId: B,
        accessKeyId: KEY,
        arn: USER,
        principalId: USER_ID,
      },
    })
    const answer = await askOf({ records: [odd] }, 'key-activity', { key: KEY })
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.notes.join()).toMatch(/names the account 029608264753, the log 222222222222/)
  })
})

describe('R20 one action is one event', () => {
  test('R20 copies in two accounts count once', async () => {
    const shared = { sharedEventID: 'shared-1' }
    const records = [
      objectCall('GetObject', 'arn:aws:s3:::foreign/a', shared),
      objectCall('GetObject', 'arn:aws:s3:::foreign/a', { ...shared, recipientAccountId: OWNER }),
    ]
    const answer = await askOf({ records, trails: both }, 'who-read-objects', { bucket: 'foreign' })
    expect([answer.verdict, answer.found.count]).toEqual(['yes', 1])
  })

  test('R20 an addendum and its original count once', async () => {
    const records = [
      record('RunInstances', { eventID: 'one' }),
      record('RunInstances', {
        eventID: 'two',
        addendum: { reason: 'UPDATED_DATA', originalEventID: 'one' },
      }),
    ]
    const answer = await askOf({ records }, 'instances-started')
    expect(answer.found.count).toBe(1)
  })

  test('R20 an event of several contents is a yes, and flagged', async () => {
    const records = [
      record('RunInstances', { eventID: 'one' }),
      record('StopInstances', { eventID: 'one' }),
    ]
    const manifest = { conflicts: [{ eventId: 'one', objects: [1] }] }
    const answer = await askOf({ records, manifest }, 'instances-started')
    expect(answer.verdict).toBe('yes')
    expect(answer.notes.join()).toMatch(/event one was delivered with different contents/)
  })
})

describe('R26 nothing is possible before it was made', () => {
  test('R26 a key made after the window did nothing in it', async () => {
    const snapshot = {
      identities: [
        { account: A, arn: USER, id: USER_ID, accessKeys: [{ id: KEY, createdAt: at('12') }] },
      ],
    }
    const answer = await askOf({ snapshot }, 'key-activity', { key: KEY })
    expect(answer.verdict).toBe('no')
  })

  test('R26 a key made within it needs no record of the time before', async () => {
    const snapshot = {
      identities: [
        { account: A, arn: USER, id: USER_ID, accessKeys: [{ id: KEY, createdAt: at('06') }] },
      ],
    }
    const answer = await askOf(
      { snapshot },
      'key-activity',
      { key: KEY },
      { from: at('2026-01-01T00:00:00') },
    )
    expect(answer.verdict).toBe('no')
    expect(part(answer, 's3-objects')?.coverage.recordedFraction).toBe(1)
  })
})

describe('R30 a configured no', () => {
  test('R30 names every assumption in its sentence', async () => {
    const answer = await askOf({ records: [seen] }, 'instances-started')
    expect(answer.assurance).toBe('configured')
    expect(answer.next.map((n) => n.command)).toContain('wholetrail verify SOURCE')
    expect(answer.assumptions.map((a) => a.id)).toContain('accounts-known')
    for (const { sentence } of answer.assumptions)
      expect(answer.sentence.toLowerCase()).toContain(sentence.toLowerCase())
  })

  test('R30 a list of accounts that nobody gave may lack some', async () => {
    const snapshot = { organization: { unknown: 'access-denied' as const } }
    const answer = await askOf({ snapshot }, 'instances-started')
    expect(answer.verdict).toBe('cannot-know')
    const named = await askOf({ snapshot }, 'instances-started', {}, { accounts: [A] })
    expect(named.verdict).toBe('no')
  })
})

test('a question about one key counts other accounts that its sessions reach', async () => {
  const assumed = record('AssumeRole', {
    eventSource: 'sts.amazonaws.com',
    readOnly: true,
    responseElements: {
      credentials: { accessKeyId: SESSION_KEY },
      assumedRoleUser: {
        assumedRoleId: 'AROADEPLOYDEPLOYDEP2:run',
        arn: `arn:aws:sts::${B}:assumed-role/Deploy/run`,
      },
    },
  })
  const answer = await askOf({ records: [assumed] }, 'principal-changes', { key: KEY })
  expect(answer.verdict).toBe('cannot-know')
  expect(JSON.stringify(answer.blindSpots)).toContain(B)
  expect(FROM < TO).toBe(true)
})

describe('R30 a question about all accounts needs the list of them at its end', () => {
  const organization = { known: { id: 'o-abcdefghij', managementAccount: A, accounts: [] } }
  const listed = (s: Snapshot): Snapshot => ({ ...s, organization })
  const verdictOf = async (world: World, request: object = {}) =>
    (await askOf(world, 'instances-started', {}, request)).verdict

  const told = (name: string, over: object): World => ({
    change: listed,
    evidence: {
      events: [
        {
          time: at('06'),
          id: name,
          account: A,
          region: 'us-east-1',
          source: 'organizations.amazonaws.com',
          name,
          failed: false,
          request: null,
          response: null,
          details: null,
          objects: [],
          ...over,
        },
      ],
    },
  })

  test('an account that was created, invited or removed is in question', async () => {
    expect(await verdictOf({ change: listed })).toBe('no')
    for (const [name, over] of [
      ['CreateAccountResult', { details: { createAccountStatus: { accountId: B } } }],
      ['InviteAccountToOrganization', { request: { target: { type: 'ACCOUNT', id: B } } }],
      ['RemoveAccountFromOrganization', { request: { accountId: B } }],
    ] as const)
      expect(await verdictOf(told(name, over))).toBe('cannot-know')
  })

  test('a list from before the end says nothing of accounts that joined since', async () => {
    const early = (s: Snapshot): Snapshot =>
      s.collectedAt > TO ? { ...s, organization: { unknown: 'access-denied' } } : listed(s)
    const single = (s: Snapshot): Snapshot => ({
      ...early(s),
      trails: s.trails.map((t) =>
        'known' in t.config
          ? { ...t, config: { known: { ...t.config.known, isMultiRegion: false } } }
          : t,
      ),
    })
    expect(await verdictOf({ change: single }, { regions: [REGION] })).toBe('cannot-know')
    expect(await verdictOf({ change: single }, { regions: [REGION], accounts: [A] })).toBe('no')
  })

  test('unless everything that adds an account was recorded since', async () => {
    const early = (s: Snapshot): Snapshot =>
      s.collectedAt > TO ? { ...s, organization: { unknown: 'access-denied' } } : listed(s)
    expect(await verdictOf({ change: early })).toBe('no')
  })
})
