import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultRegions } from '../src/model/regions.ts'
import type { Selectors } from '../src/model/selector.ts'
import { emptySnapshot } from '../src/model/snapshot/empty.ts'
import { encodeSnapshot } from '../src/model/snapshot/encode.ts'
import { type Listed, listed } from '../src/model/snapshot/resource.ts'
import { type Snapshot, snapshotSchema } from '../src/model/snapshot.ts'
import { DAY, HOUR, parseInstant } from '../src/model/time.ts'
import { checks } from '../src/reason/assess/checks/list.ts'
import { assess, worldOf } from '../src/reason/assess/run.ts'

const ACCOUNTS = 1000
const TRAILS = 3000
const BUCKETS = 20_000
const ROLES_EACH = 20
const NOW = parseInstant('2026-03-11T00:00:00Z')
const LIMIT_SECONDS = 3
const LIMIT_BYTES = 1024 ** 3
const SCHEDSTAT = '/proc/thread-self/schedstat'

const known = <T>(value: T) => ({ known: value })
const each = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i))
const accountId = (i: number): string => String(100_000_000_000 + i)
const ids = each(ACCOUNTS, accountId)
const MANAGEMENT = accountId(0)
const places = ids.flatMap((account) => defaultRegions.map((region) => ({ account, region })))

const management: Selectors = {
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
}
const writesOnly: Selectors = { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }

/** The objects of some of the account's own buckets, different in each account. */
const ownBuckets = (account: number): Selectors => ({
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        {
          Field: 'resources.ARN',
          StartsWith: each(8, (i) => `arn:aws:s3:::${bucketName(i * ACCOUNTS + account)}/`),
        },
      ],
    },
  ],
})

const statusIn = (account: string, regions: readonly string[], isLogging: boolean) =>
  regions.map((region) => ({
    account,
    region,
    readAt: NOW,
    status: known({
      isLogging,
      startLoggingTime: NOW - 300 * DAY,
      latestDeliveryTime: NOW - HOUR / 6,
      latestDigestDeliveryTime: NOW - HOUR / 2,
    }),
  }))

/** The trail of the organisation, and three kinds of trails of single accounts: regional, multi-region, stopped. */
const trailOf = (i: number): Snapshot['trails'][number] => {
  const account = i === 0 ? 0 : i % ACCOUNTS
  const kind = i === 0 ? 'organization' : (['management', 'writes', 'buckets'] as const)[i % 3]
  const region = defaultRegions[i % defaultRegions.length] ?? 'us-east-1'
  const name = `trail-${i}`
  const isMultiRegion = kind !== 'writes'
  return {
    arn: `arn:aws:cloudtrail:${region}:${accountId(account)}:trail/${name}`,
    readAt: NOW,
    name,
    homeRegion: region,
    config: known({
      s3Bucket: i === 0 ? 'organization-logs' : `trail-logs-${account}`,
      s3Prefix: '',
      isMultiRegion,
      isOrganization: i === 0,
      includeGlobalServiceEvents: true,
      logFileValidation: i % 2 === 0,
    }),
    selectors: known(
      kind === 'buckets' ? ownBuckets(account) : kind === 'writes' ? writesOnly : management,
    ),
    status:
      i === 0
        ? ids.flatMap((id) => statusIn(id, defaultRegions, true))
        : statusIn(accountId(account), isMultiRegion ? defaultRegions : [region], i % 7 !== 0),
  }
}

const bucketName = (i: number): string => `company-${i % 50 === 0 ? 'payroll' : 'data'}-${i}`

const logPolicy = (name: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${name}/AWSLogs/*`,
      Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: `arn:aws:s3:::${name}`,
    },
  ],
})

const bucketOf = (name: string, account: string, isLog: boolean): Snapshot['buckets'][number] => ({
  name,
  readAt: NOW,
  account,
  exists: known(true),
  owner: known(account),
  region: known('eu-west-1'),
  policy: known(isLog ? logPolicy(name) : null),
  isPublicByPolicy: known(false),
  grants: known([]),
  publicAccessBlock: known(null),
  ownership: known('BucketOwnerEnforced'),
  encryption: known({ algorithm: 'AES256' }),
  versioning: known({ enabled: false, mfaDelete: false }),
  objectLock: known(null),
  lifecycle: known([]),
  logging: known(null),
  replication: known([]),
  tags: known({ team: 'platform' }),
  metrics: known([]),
  cloudTrailKeys: known({
    accounts: isLog ? [account] : [],
    organizations: [],
    prefixes: [],
    newest: isLog ? NOW : null,
  }),
})

const buckets = (): Snapshot['buckets'] => [
  bucketOf('organization-logs', MANAGEMENT, true),
  ...ids.map((id, i) => bucketOf(`trail-logs-${i}`, id, true)),
  ...each(BUCKETS - ACCOUNTS - 1, (i) => bucketOf(bucketName(i), accountId(i % ACCOUNTS), false)),
]

const roleOf = (account: string, i: number): Snapshot['roles'][number] => ({
  account,
  readAt: NOW,
  arn: `arn:aws:iam::${account}:role/role-${i}`,
  id: `AROA${account}${i}`,
  name: `role-${i}`,
  trustPolicy: known({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal:
          i % 3 === 0 ? { AWS: `arn:aws:iam::${account}:root` } : { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  }),
})

const global: readonly Listed[] = ['buckets', 'roles', 'permissions']

const listings = (): Snapshot['listings'] =>
  listed.flatMap((what) =>
    global.includes(what)
      ? ids.map((account) => ({ what, account, readAt: NOW, listed: { known: true as const } }))
      : places.map((place) => ({ what, ...place, readAt: NOW, listed: { known: true as const } })),
  )

const snapshot = (): Snapshot => ({
  ...emptySnapshot(NOW),
  accounts: ids.map((account) => ({ account, readAt: NOW, reached: { known: true } })),
  organization: known({
    id: 'o-abcdefghij',
    managementAccount: MANAGEMENT,
    accounts: ids.map((id) => ({ id, status: 'ACTIVE' as const, joinedAt: NOW - 500 * DAY })),
    cloudTrailTrusted: known(true),
    delegatedAdministrators: known([]),
    serviceControlPolicies: known([]),
  }),
  trailsListed: places.map((place) => ({
    ...place,
    readAt: NOW,
    listed: { known: true as const },
  })),
  listings: listings(),
  regions: ids.map((account) => ({
    account,
    readAt: NOW,
    regions: known(defaultRegions.map((name) => ({ name, enabled: true }))),
  })),
  trails: each(TRAILS, trailOf),
  buckets: buckets(),
  accountPublicAccess: ids.map((account) => ({ account, readAt: NOW, block: known(null) })),
  keys: ids.map((account, i) => ({
    account,
    region: 'eu-west-1',
    readAt: NOW,
    arn: `arn:aws:kms:eu-west-1:${account}:key/${i}`,
    names: [],
    state: known({ keyState: 'Enabled', manager: 'CUSTOMER' }),
  })),
  logGroups: ids.map((account) => ({
    account,
    region: 'eu-west-1',
    readAt: NOW,
    arn: `arn:aws:logs:eu-west-1:${account}:log-group:cloudtrail`,
    name: 'cloudtrail',
    exists: known(true),
    retentionDays: 90,
    metricFilters: known([]),
    subscriptions: known([]),
  })),
  roles: ids.flatMap((account) => each(ROLES_EACH, (i) => roleOf(account, i))),
  resources: ids.flatMap((account) =>
    each(5, (i) => ({
      account,
      region: 'eu-west-1',
      readAt: NOW,
      type: 'AWS::Lambda::Function',
      arn: `arn:aws:lambda:eu-west-1:${account}:function:f-${i}`,
    })),
  ),
})

interface Measured<T> {
  readonly value: T
  readonly seconds: number
  /** Of the processor, on all threads. */
  readonly cpu: number
  /** Of the processor, on the thread that does the work: what an idle machine takes, and a busy one tells too. */
  readonly main: number
}

const NANO = 1e9

/** Seconds of the main thread on a processor; not known but on Linux. */
const mainThread = (): number =>
  existsSync(SCHEDSTAT) ? Number(readFileSync(SCHEDSTAT, 'utf8').split(' ')[0]) / NANO : Number.NaN

const measure = <T>(work: () => T): Measured<T> => {
  const [start, before, main] = [performance.now(), process.cpuUsage(), mainThread()]
  const value = work()
  const { user, system } = process.cpuUsage(before)
  return {
    value,
    seconds: (performance.now() - start) / 1000,
    cpu: (user + system) / 1e6,
    main: mainThread() - main,
  }
}

const times = ({ seconds, cpu, main }: Measured<unknown>): string =>
  `${seconds.toFixed(2)} s (of processor: ${main.toFixed(2)} s on the main thread, ${cpu.toFixed(2)} s on all)`

const FILE = 'WHOLETRAIL_BENCH_SNAPSHOT'

/** Reads a snapshot as a user's process does: the text and what JSON.parse made of it are garbage afterwards. */
const read = (file: string): Snapshot => {
  const text = readFileSync(file, 'utf8')
  const floor = measure(() => JSON.parse(text) as unknown)
  const parsed = measure(() => snapshotSchema.parse(floor.value))
  console.log(`${times(floor)}  JSON.parse (floor) of ${(text.length / 1e6).toFixed(0)} MB`)
  console.log(`${times(parsed)}  the schema (not in the limit)`)
  return parsed.value
}

const judge = (snapshot: Snapshot): void => {
  const whole = measure(() => assess(worldOf(snapshot, NOW), checks))
  const peak = process.resourceUsage().maxRSS * 1024
  const statuses = ['fail', 'unknown', 'pass'].map(
    (status) => `${whole.value.filter((f) => f.status === status).length} ${status}`,
  )
  console.log(
    `${times(whole)}  ${checks.length} checks, ${whole.value.length} findings: ${statuses.join(', ')}`,
  )
  console.log(`${(peak / 2 ** 20).toFixed(0)} MiB at the most`)
  if (whole.seconds > LIMIT_SECONDS) console.log(`over the limit of ${LIMIT_SECONDS} s`)
  if (peak > LIMIT_BYTES) console.log('over the limit of 1 GiB')
  if (process.env.WHOLETRAIL_BENCH_EACH === undefined) return
  for (const check of checks) {
    const world = worldOf(snapshot, NOW)
    const own = measure(() => assess(world, [check]))
    console.log(`${own.cpu.toFixed(2)} s  ${check.id} alone: ${own.value.length} findings`)
  }
}

/**
 * All checks over an organisation of 1,000 accounts, 17 regions, 3,000 trails and 20,000 buckets, in a process of its
 * own that read the snapshot from a file. Throws nothing; prints what is over its limit.
 */
export const run = async (): Promise<void> => {
  const given = process.env[FILE]
  if (given !== undefined) return judge(read(given))
  const folder = mkdtempSync(join(tmpdir(), 'wholetrail-bench-'))
  const file = join(folder, 'snapshot.json')
  writeFileSync(file, JSON.stringify(encodeSnapshot(snapshot())))
  spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `(await import(${JSON.stringify(import.meta.url)})).run()`],
    { stdio: 'inherit', env: { ...process.env, [FILE]: file } },
  )
  rmSync(folder, { recursive: true })
}
