import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openDatabase } from '../src/engine/duckdb/driver.ts'
import { sql } from '../src/engine/sql.ts'
import {
  type EventFile,
  emptyCommit,
  type KnownObject,
  type SightingFile,
  writeCommit,
  writeObjects,
} from '../src/gather/ingest/lake/commit.ts'
import { openLake } from '../src/gather/ingest/lake/open.ts'
import { dayName, lakePaths } from '../src/gather/ingest/lake/paths.ts'
import { type Column, eventColumns, sightingColumns } from '../src/model/lake.ts'
import type { Selectors } from '../src/model/selector.ts'
import { emptySnapshot } from '../src/model/snapshot/empty.ts'
import type { SnapshotTrail } from '../src/model/snapshot/trail.ts'
import { DAY, HOUR } from '../src/model/time.ts'
import { billOf } from '../src/reason/price/bill/bill.ts'
import { measure } from '../src/reason/price/bill/measured.ts'
import { LAYOUT } from './synthetic-lake.ts'

const EVENTS = Number(process.env.WHOLETRAIL_BENCH_EVENTS ?? 10_000_000)
const DAYS = 30
const FIRST_DAY = 20_454 // 2026-01-01
const ACCOUNTS = 50
const REGIONS = 17
const CELLS = ACCOUNTS * REGIONS
/** Accounts with a trail of their own beside that of the organisation: each of their events has two copies. */
const TWICE = 10
const GOAL = 5

const accountOf = (i: number): string => String(111_111_111_111 + i)
const regionOf = (i: number): string => `region-${i}`

/** Each account has 40 buckets and 20 roles, of which few make most of the events. `b` is the bucket, `h` a hash. */
const filled: Readonly<Record<string, string>> = {
  event_time: `make_timestamp((day * 86400 + (i * 7919) % 86400) * 1000000)`,
  event_id: `md5(CAST(i AS VARCHAR))`,
  event_version: `'1.11'`,
  event_category: `CASE WHEN h % 3 = 0 THEN 'Data' ELSE 'Management' END`,
  event_source: `CASE WHEN h % 3 = 0 THEN 's3' ELSE (['kms', 'ec2', 'sts', 'iam'])[1 + h % 4] END || '.amazonaws.com'`,
  event_name: `CASE WHEN h % 3 = 0 THEN (['GetObject', 'HeadObject', 'PutObject'])[1 + h % 7 % 3]
    ELSE (['Decrypt', 'DescribeInstances', 'AssumeRole', 'GetUser'])[1 + h % 4] END`,
  event_type: `'AwsApiCall'`,
  read_only: `h % 10 > 0`,
  management_event: `h % 3 > 0`,
  aws_region: `'region-' || region`,
  recipient_account_id: `CAST(111111111111 + account AS VARCHAR)`,
  identity_type: `'AssumedRole'`,
  identity_arn: `'arn:aws:sts::' || (111111111111 + account) || ':assumed-role/role-' || (b * 3 + h % 2) % 20 || '/session-' || h % 5000`,
  issuer_arn: `'arn:aws:iam::' || (111111111111 + account) || ':role/role-' || (b * 3 + h % 2) % 20`,
  principal_id: `'AROA' || b || ':session-' || h % 5000`,
  bucket_name: `CASE WHEN h % 3 = 0 THEN 'bucket-' || account || '-' || b END`,
  object_key: `CASE WHEN h % 3 = 0 THEN 'year=2026/' || md5(CAST(i AS VARCHAR)) END`,
  resource_types: `CASE WHEN h % 3 = 0 THEN ['AWS::S3::Object', 'AWS::S3::Bucket'] END`,
  resource_arns: `CASE WHEN h % 3 = 0 THEN
    ['arn:aws:s3:::bucket-' || account || '-' || b || '/year=2026/' || md5(CAST(i AS VARCHAR)), 'arn:aws:s3:::bucket-' || account || '-' || b] END`,
  resource_arn_prefixes: `CASE WHEN h % 3 = 0 THEN [NULL, NULL] END`,
  resource_accounts: `CASE WHEN h % 3 = 0 THEN [NULL, CAST(111111111111 + account AS VARCHAR)] END`,
  content_hash: `md5(CAST(i AS VARCHAR))`,
  object_id: `CAST((day - ${FIRST_DAY}) * ${CELLS} + account * ${REGIONS} + region + 1 AS INTEGER)`,
  record_offset: `i`,
  record_length: `1400`,
}

const types: Readonly<Record<Column['type'], string>> = {
  text: 'VARCHAR',
  json: 'VARCHAR',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  'text[]': 'VARCHAR[]',
}

const SECOND_PLACE = 1_000_000

const objectsOf = (): readonly KnownObject[] =>
  Array.from({ length: DAYS * CELLS }, (_, n) => n).flatMap((n) => {
    const cell = n % CELLS
    const account = Math.floor(cell / REGIONS)
    const from = (FIRST_DAY + Math.floor(n / CELLS)) * DAY
    const common = {
      source: 'bench',
      prefix: '',
      account: accountOf(account),
      region: regionOf(cell % REGIONS),
      named: from,
      kind: 'log' as const,
      format: 'records',
      outcome: 'ingested' as const,
      reason: null,
      bytes: 100_000,
      records: 1,
      firstEvent: from,
      lastEvent: from + DAY - 1,
      trailing: 0,
      claimsLog: true,
      fingerprint: null,
    }
    const first = {
      ...common,
      id: n + 1,
      uri: `s3://org-logs/${n}`,
      bucket: 'org-logs',
      organization: 'o-bench',
      sha256: `${n}-a`,
    }
    const second = {
      ...common,
      id: n + 1 + SECOND_PLACE,
      uri: `s3://own-${account}/${n}`,
      bucket: `own-${account}`,
      organization: null,
      sha256: `${n}-b`,
    }
    return account < TWICE ? [first, second] : [first]
  })

/** A lake of synthetic events in the layout of a real one; made once on a machine. */
const makeLake = async (workspace: string): Promise<void> => {
  const paths = lakePaths(workspace)
  const done = join(workspace, 'done')
  if (existsSync(done) && readFileSync(done, 'utf8') === LAYOUT) return
  rmSync(workspace, { recursive: true, force: true })
  mkdirSync(workspace, { recursive: true })
  const { run, close } = await openDatabase({ memoryLimit: '2GB', temporary: paths.spill })
  const columnsOf = (columns: readonly Column[], over: Readonly<Record<string, string>> = {}) =>
    columns.map(
      (c) => `CAST(${over[c.name] ?? filled[c.name] ?? 'NULL'} AS ${types[c.type]}) AS ${c.name}`,
    )
  const rows = Math.ceil(EVENTS / DAYS)
  const events: EventFile[] = []
  const sightings: SightingFile[] = []
  for (let d = 0; d < DAYS; d++) {
    const day = FIRST_DAY + d
    const source = `
      FROM (
        SELECT *, CAST(floor(power((h % 1000003) / 1000003.0, 4) * 40) AS BIGINT) AS b,
          (i // 2000) % ${ACCOUNTS} AS account, (i // 100) % ${REGIONS} AS region
        FROM (
          SELECT range + ${d * rows} AS i,
            CAST(hash(range + ${d * rows}) % 1000000007 AS BIGINT) AS h, ${day} AS day
          FROM range(${rows})
        )
      )`
    const copy = async (path: string, columns: readonly string[], where: string) => {
      mkdirSync(dirname(join(paths.root, path)), { recursive: true })
      await run(`COPY (SELECT ${columns} ${source} ${where} ORDER BY account, region)
        TO '${join(paths.root, path)}' (${LAYOUT})`)
    }
    const path = `events/${dayName(day)}/bench.parquet`
    await copy(path, columnsOf(eventColumns), '')
    events.push({ path, day, rows, bytes: statSync(join(paths.root, path)).size })
    const further = `sightings/${dayName(day)}.parquet`
    const second = { object_id: `${filled.object_id} + ${SECOND_PLACE}` }
    await copy(further, columnsOf(sightingColumns, second), `WHERE account < ${TWICE}`)
    sightings.push({ path: further, rows: Math.round((rows * TWICE) / ACCOUNTS) })
  }
  await close()
  const objects = [await writeObjects(paths, 'bench.jsonl', objectsOf())]
  await writeCommit(paths, { ...emptyCommit(1), events, sightings, objects })
  writeFileSync(done, LAYOUT)
}

/** Three hundred prefixes, so that every ARN must be told from them. */
const selectors: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        {
          Field: 'resources.ARN',
          NotStartsWith: Array.from(
            { length: 300 },
            (_, i) => `arn:aws:s3:::bucket-${i % ACCOUNTS}-${Math.floor(i / ACCOUNTS)}/tmp/`,
          ),
        },
      ],
    },
  ],
}

const NOW = (FIRST_DAY + DAYS) * DAY + HOUR

const trailOf = (account: number, organization: boolean): SnapshotTrail => {
  const name = organization ? 'organization' : 'own'
  const home = regionOf(0)
  return {
    arn: `arn:aws:cloudtrail:${home}:${accountOf(account)}:trail/${name}`,
    readAt: NOW,
    name,
    homeRegion: home,
    config: {
      known: {
        s3Bucket: organization ? 'org-logs' : `own-${account}`,
        s3Prefix: '',
        isMultiRegion: true,
        isOrganization: organization,
        includeGlobalServiceEvents: true,
        logFileValidation: true,
      },
    },
    selectors: { known: selectors },
    insightSelectors: { known: [] },
    status: [
      {
        account: accountOf(account),
        region: home,
        readAt: NOW,
        status: { known: { isLogging: true } },
      },
    ],
  }
}

const snapshot = {
  ...emptySnapshot(NOW),
  trails: [
    trailOf(ACCOUNTS - 1, true),
    ...Array.from({ length: TWICE }, (_, account) => trailOf(account, false)),
  ],
}

const secondsOf = async <T>(work: () => Promise<T>): Promise<readonly [number, T]> => {
  const start = process.hrtime.bigint()
  const result = await work()
  return [Number(process.hrtime.bigint() - start) / 1e9, result]
}

/** Prices a lake of ten million events of a month (50 accounts, 17 regions; a fifth of them recorded twice). */
export const run = async (): Promise<Record<string, number>> => {
  const workspace = join(tmpdir(), 'wholetrail-bench', `price-${EVENTS}`)
  await makeLake(workspace)
  const [least] = await secondsOf(async () => {
    const { query, close } = await openLake(workspace)
    await query(sql`SELECT event_source, count(*) AS n FROM events GROUP BY event_source`)
    await close()
  })
  console.log(`floor: events by source       ${least.toFixed(2)} s`)
  const [whole, bill] = await secondsOf(async () => {
    const { query, manifest, close } = await openLake(workspace)
    const [counting, measured] = await secondsOf(() =>
      measure(query, { snapshots: [snapshot], manifest, ledger: [] }),
    )
    await close()
    const tuples = [...measured.tuples.values()].reduce((sum, own) => sum + own.length, 0)
    console.log(`measure                       ${counting.toFixed(2)} s, ${tuples} tuples`)
    return billOf(measured)
  })
  const paid = bill.lines
    .filter((line) => line.paidCopy === 'paid')
    .reduce((sum, line) => sum + line.volume.perMonth.low, 0)
  console.log(
    `price, opening to bill        ${whole.toFixed(2)} s, ${(whole / least).toFixed(1)} floors, ${bill.lines.length} lines, ${Math.round(paid)} paid copies a month; goal of ${GOAL} s ${whole < GOAL ? 'met' : 'NOT met'}`,
  )
  return { measure: whole }
}
