import type { AskRequest } from '../../../src/model/ask.ts'
import type { Evidence } from '../../../src/model/coverage.ts'
import type { Manifest } from '../../../src/model/manifest.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { Snapshot, SnapshotTrail } from '../../../src/model/snapshot.ts'
import { type Instant, parseInstant } from '../../../src/model/time.ts'
import type { Answer } from '../../../src/model/verdict.ts'
import { ask } from '../../../src/reason/ask/ask.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'

/** Hand-made evidence for questions: one account whose trail records everything, before and after snapshots. */
export const A = '029608264753'
export const B = '222222222222'
export const OWNER = '333333333333'
export const KEY = 'AKIAQNZGKIQY56JQ7WML'
export const SESSION_KEY = 'ASIAQNZGKIQYYYYYYYYY'
export const USER = `arn:aws:iam::${A}:user/Mallory`
export const USER_ID = 'AIDAMALLORYMALLORY2'
export const REGION = 'eu-west-1'
export const at = (text: string): Instant =>
  parseInstant(text.includes('T') ? `${text}Z` : `2026-03-${text}`)

export const EVERYTHING: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ],
    },
  ],
}
export const MANAGEMENT_ONLY: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  ],
}

const trailOf = (
  account: string,
  readAt: Instant,
  selectors: Selectors,
  delivery: Delivery,
): SnapshotTrail => ({
  arn: `arn:aws:cloudtrail:${REGION}:${account}:trail/main`,
  readAt,
  name: 'main',
  homeRegion: REGION,
  config: {
    known: {
      s3Bucket: `logs-${account}`,
      s3Prefix: '',
      isMultiRegion: true,
      isOrganization: false,
      includeGlobalServiceEvents: true,
      logFileValidation: true,
      ...delivery,
    },
  },
  selectors: { known: selectors },
  status: [
    {
      account,
      region: REGION,
      readAt,
      status: { known: { isLogging: true, startLoggingTime: at('2025-01-01T00:00:00') } },
    },
  ],
})

export const FROM = at('05')
export const TO = at('10')
const FIRST = at('2026-02-01T00:00:00')
const LAST = at('20')

const bucket = (name: string, owner: string, readAt: Instant) => ({
  name,
  readAt,
  owner: { known: owner },
  region: { known: REGION },
})

type Delivery = Partial<Record<'kmsKeyId' | 'snsTopicArn' | 'cloudWatchLogGroupArn', string>>

export interface World {
  /** What each account's trail selects. */
  readonly trails?: Readonly<Record<string, Selectors>>
  readonly records?: readonly object[]
  /** What every trail delivers with. */
  readonly delivery?: Delivery
  readonly evidence?: Partial<Evidence>
  readonly snapshot?: Partial<Snapshot>
  readonly manifest?: Partial<Manifest>
  /** Changes to both snapshots. */
  readonly change?: (snapshot: Snapshot) => Snapshot
}

const snapshotAt = (readAt: Instant, world: World): Snapshot => {
  const trails = world.trails ?? { [A]: EVERYTHING }
  const accounts = Object.keys(trails)
  return {
    ...emptySnapshot(readAt),
    organization: { known: null },
    trailsListed: accounts.map((account) => ({
      account,
      region: REGION,
      readAt,
      listed: { known: true },
    })),
    regions: accounts.map((account) => ({
      account,
      readAt,
      regions: { known: [REGION, 'ap-east-1'].map((name) => ({ name, enabled: true })) },
    })),
    trails: Object.entries(trails).map(([account, s]) =>
      trailOf(account, readAt, s, world.delivery ?? {}),
    ),
    buckets: [
      bucket('data', A, readAt),
      bucket('foreign', OWNER, readAt),
      ...accounts.map((account) => bucket(`logs-${account}`, account, readAt)),
    ],
    identities: [
      {
        account: A,
        arn: USER,
        id: USER_ID,
        createdAt: at('01'),
        accessKeys: [{ id: KEY, createdAt: at('01') }],
      },
    ],
    history: [],
    ...world.snapshot,
  }
}

export const evidenceOf = (world: World = {}): Evidence => ({
  now: LAST,
  snapshots: [FIRST, LAST].map((t) => (world.change ?? ((s) => s))(snapshotAt(t, world))),
  events: [],
  manifest: {
    runs: [
      {
        source: 's3://logs',
        startedAt: LAST,
        finishedAt: LAST,
        completeness: Object.keys(world.trails ?? { [A]: EVERYTHING }).map((account) => ({
          bucket: `logs-${account}`,
          prefix: '',
          account: '*',
          region: '*',
          from: FIRST,
          to: LAST,
          level: 'listed' as const,
          at: LAST,
        })),
      },
    ],
    objects: [],
    conflicts: [],
    unknownKeys: {},
    events: 0,
    sightings: 0,
    ...world.manifest,
  },
  ledger: [],
  ...world.evidence,
})

let nextId = 0
/** A record with what is usual; the caller is the user of the leaked key. */
export const record = (eventName: string, over: Readonly<Record<string, unknown>> = {}): object => {
  nextId += 1
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: USER_ID,
      arn: USER,
      accountId: A,
      accessKeyId: KEY,
      userName: 'Mallory',
    },
    eventTime: '2026-03-07T12:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName,
    awsRegion: REGION,
    sourceIPAddress: '203.0.113.9',
    requestParameters: null,
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(nextId).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: A,
    eventCategory: 'Management',
    ...over,
  }
}

/** A call on an object of S3. */
export const objectCall = (
  eventName: string,
  arn: string,
  over: Readonly<Record<string, unknown>> = {},
): object => {
  const [bucketName, ...key] = arn.replace('arn:aws:s3:::', '').split('/')
  return record(eventName, {
    eventSource: 's3.amazonaws.com',
    eventCategory: 'Data',
    managementEvent: false,
    readOnly: /^(Get|Head|List)/.test(eventName),
    requestParameters: { bucketName, key: key.join('/') },
    resources: [
      { type: 'AWS::S3::Object', ARN: arn },
      {
        type: 'AWS::S3::Bucket',
        ARN: `arn:aws:s3:::${bucketName}`,
        accountId: bucketName === 'foreign' ? OWNER : A,
      },
    ],
    ...over,
  })
}

/** Who called, where it was not the user of the key. */
export const someoneElse = {
  type: 'IAMUser',
  principalId: 'AIDABOBBOBBOBBOBBOB2',
  arn: `arn:aws:iam::${A}:user/bob`,
  accountId: A,
  accessKeyId: 'AKIAQNZGKIQYBOBBOBBO',
  userName: 'bob',
}

/** Asks a question of a world, over the usual window unless the request says otherwise. */
export const askOf = async (
  world: World,
  question: string,
  params: AskRequest['params'] = {},
  request: Partial<AskRequest> = {},
): Promise<Answer> => {
  const lake = await memoryLake(world.records ?? [])
  try {
    return await ask(
      { question, params, from: FROM, to: TO, ...request },
      { query: lake.query, evidence: evidenceOf(world), settings: DEFAULT_SETTINGS },
    )
  } finally {
    await lake.close()
  }
}
