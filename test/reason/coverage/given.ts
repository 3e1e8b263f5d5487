import type { ConfigurationEvent, DigestSlot, Evidence } from '../../../src/model/coverage.ts'
import type { Completeness, Manifest, SourceObject } from '../../../src/model/manifest.ts'
import type { Scope } from '../../../src/model/scope.ts'
import { DEFAULT_SELECTORS, type Selectors } from '../../../src/model/selector.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { Snapshot, SnapshotTrail, TrailConfig } from '../../../src/model/snapshot.ts'
import {
  formatInstant,
  type Instant,
  type Interval,
  parseInstant,
} from '../../../src/model/time.ts'
import { trailWrites } from '../../../src/reason/coverage/configuration-names.ts'

/** Small hand-made evidence: one account, one trail, everything else by override. */
export const A = '111111111111'
export const B = '222222222222'
export const HOME = 'eu-west-1'
export const at = (text: string): Instant => parseInstant(text.length <= 10 ? text : `${text}Z`)

export const START = at('2026-03-01')
export const END = at('2026-03-11')
export const WINDOW: Interval = { from: at('2026-03-03'), to: at('2026-03-08') }

export const arnOf = (name = 'main', account = A, region = HOME): string =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`

const config = (over: Partial<TrailConfig> = {}): TrailConfig => ({
  s3Bucket: 'logs',
  s3Prefix: '',
  isMultiRegion: true,
  isOrganization: false,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  ...over,
})

interface TrailOptions {
  readonly name?: string
  readonly account?: string
  readonly region?: string
  readonly config?: Partial<TrailConfig>
  readonly selectors?: Selectors
  readonly logging?: boolean
  readonly started?: Instant
  readonly status?: Partial<SnapshotTrail['status'][number]['status'] & { known: object }>
}

export const trail = (time: Instant, o: TrailOptions = {}): SnapshotTrail => ({
  arn: arnOf(o.name, o.account, o.region),
  readAt: time,
  name: o.name ?? 'main',
  homeRegion: o.region ?? HOME,
  config: { known: config(o.config) },
  selectors: { known: o.selectors ?? DEFAULT_SELECTORS },
  status: [
    {
      account: o.account ?? A,
      region: o.region ?? HOME,
      readAt: time,
      status: {
        known: {
          isLogging: o.logging ?? true,
          ...(o.started === undefined ? {} : { startLoggingTime: o.started }),
        },
      },
    },
  ],
})

export const snapshot = (time: Instant, over: Partial<Snapshot> = {}): Snapshot => ({
  ...emptySnapshot(time),
  trails: [trail(time)],
  ...over,
})

export const complete = (over: Partial<Completeness> = {}): Completeness => ({
  bucket: 'logs',
  prefix: '',
  account: '*',
  region: '*',
  from: START,
  to: END,
  level: 'listed',
  at: END,
  ...over,
})

let nextId = 1
export const object = (over: Partial<SourceObject> = {}): SourceObject => ({
  id: nextId++,
  source: 's3://logs',
  uri: `s3://logs/AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/${A}_CloudTrail_${HOME}_20260305T1200Z_x${nextId}.json.gz`,
  bucket: 'logs',
  prefix: '',
  organization: null,
  account: A,
  region: HOME,
  named: at('2026-03-05T12:00:00'),
  kind: 'log',
  format: 'records',
  outcome: 'ingested',
  reason: null,
  bytes: 1,
  sha256: `sha-${nextId}`,
  records: 1,
  firstEvent: at('2026-03-05T11:50:00'),
  lastEvent: at('2026-03-05T11:55:00'),
  trailing: 0,
  claimsLog: true,
  ...over,
})

export const manifest = (
  completeness: readonly Completeness[] = [complete()],
  objects: readonly SourceObject[] = [],
  over: Partial<Manifest> = {},
): Manifest => ({
  runs: [{ source: 's3://logs', startedAt: END, finishedAt: END, completeness }],
  objects,
  conflicts: [],
  unknownKeys: {},
  events: 0,
  sightings: 0,
  ...over,
})

export const event = (
  name: string,
  time: Instant,
  over: Partial<ConfigurationEvent> = {},
): ConfigurationEvent => ({
  time,
  id: `${name}-${time}`,
  account: A,
  region: HOME,
  source: 'cloudtrail.amazonaws.com',
  name,
  failed: false,
  request: { name: 'main' },
  response: null,
  details: null,
  objects: [1],
  ...over,
})

export const slot = (over: Partial<DigestSlot> = {}): DigestSlot => ({
  trail: arnOf(),
  account: A,
  region: HOME,
  from: START,
  to: END,
  state: 'verified',
  files: [],
  ...over,
})

/** Evidence that is complete: a reading before and one after the window, and a listing of the bucket. */
export const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  now: END,
  snapshots: [snapshot(START), snapshot(END)],
  events: [],
  manifest: manifest(),
  ledger: [],
  ...over,
})

/** All management events of the account, anywhere. */
export const management = (account = A, more: Scope['boxes'][number]['fields'] = {}): Scope => ({
  boxes: [
    {
      fields: {
        account: { Equals: [account] },
        eventCategory: { Equals: ['Management'] },
        ...more,
      },
    },
  ],
})

export const inRegion = (region: string): Scope['boxes'][number]['fields'] => ({
  region: { Equals: [region] },
})

/** Objects of one bucket, in one account and region. */
export const objectsOf = (bucket: string, account = A): Scope => ({
  boxes: [
    {
      fields: {
        account: { Equals: [account] },
        region: { Equals: [HOME] },
        eventCategory: { Equals: ['Data'] },
        'resources.type': { Equals: ['AWS::S3::Object'] },
        'resources.ARN': { StartsWith: [`arn:aws:s3:::${bucket}/`] },
        eventName: { Equals: ['GetObject'] },
        eventSource: { Equals: ['s3.amazonaws.com'] },
        readOnly: { Equals: ['true'] },
      },
    },
  ],
})

export const selecting = (bucket: string): Selectors => ({
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        { Field: 'resources.ARN', StartsWith: [`arn:aws:s3:::${bucket}/`] },
      ],
    },
  ],
})

/** What CloudTrail answers when a trail is made or changed. */
export const trailAnswer = (over: object = {}) => ({
  trailARN: arnOf(),
  s3BucketName: 'logs',
  isMultiRegionTrail: true,
  isOrganizationTrail: false,
  includeGlobalServiceEvents: true,
  logFileValidationEnabled: true,
  ...over,
})

/** Event history of every change of a trail at home, in which there was none. */
export const history = (over: Partial<Snapshot['history'][number]> = {}): Snapshot['history'] => [
  {
    account: A,
    region: HOME,
    eventNames: [...trailWrites],
    from: at('2026-01-01'),
    to: END,
    readAt: END,
    events: { known: [] },
    ...over,
  },
]

/** An event as event history shows it. */
export const shown = (e: ConfigurationEvent) => ({
  eventID: e.id,
  eventTime: formatInstant(e.time),
  eventName: e.name,
  eventSource: e.source,
  awsRegion: e.region,
  recipientAccountId: e.account,
  requestParameters: e.request,
})
