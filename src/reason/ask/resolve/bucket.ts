import { join, type Query, type Sql, sql } from '../../../engine/sql.ts'
import { directoryBucketArn, isDirectoryBucket } from '../../../model/catalogue/directory-bucket.ts'
import type { Evidence } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import type { Instant } from '../../../model/time.ts'
import { textAt } from '../../coverage/json.ts'
import { bucketsOfTrails } from '../../coverage/read/log-buckets.ts'
import { holds, rowsWhere, type Where } from '../../identity/rows-where.ts'
import { knownAccounts } from './accounts.ts'
import { partitionsOf } from './partitions.ts'

/** A bucket with all that is known of where its events are delivered, over all of time (R28). */
export interface ResolvedBucket {
  readonly name: string
  readonly seen: boolean
  /** Everyone who owned it at some time; empty: not known. */
  readonly owners: readonly string[]
  /** Every region that it was in; empty: not known. */
  readonly regions: readonly string[]
  /** The partitions in which it may lie. */
  readonly partitions: readonly string[]
  /** Made or deleted since the time asked about began: it may have been anyone's, anywhere, before. */
  readonly unsettled: boolean
}

const known = <T>(values: readonly ({ known: T } | { unknown: string })[]): T[] =>
  values.flatMap((v) => ('known' in v ? [v.known] : []))

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort()

interface Logged {
  readonly owners: readonly string[]
  readonly regions: readonly string[]
  /** Regions of all calls on it, failed ones as well. */
  readonly called: readonly string[]
  readonly seen: boolean
}

/** Whether the resources name a bucket, and whose it is. */
interface Naming {
  readonly anyOf: Where
  readonly owner: Sql
}

const namedByArn = (name: string, partitions: readonly string[]): Naming => {
  const arns = partitions.map((p) => `arn:${p}:s3:::${name}`)
  const owners = arns.map((arn) => sql`resource_accounts[list_position(resource_arns, ${arn})]`)
  return {
    anyOf: holds('resource_arns', arns),
    owner: sql`coalesce(${join(owners, ', ')})`,
  }
}

/** The ARN of a directory bucket holds its account. */
const namedByPattern = (name: string): Naming => {
  const own = sql`list_filter(resource_arns, lambda a: regexp_matches(a, ${directoryBucketArn(name)}))[1]`
  return { anyOf: sql`(${own} IS NOT NULL)`, owner: sql`split_part(${own}, ':', 5)` }
}

/**
 * Owner and region as successful calls name them. A call that failed does not prove that the bucket exists, and only
 * calls on objects are surely made in its region (GetBucketLocation and CreateBucket are not).
 */
const inLake = async (
  query: Query,
  name: string,
  partitions: readonly string[],
): Promise<Logged> => {
  const { anyOf, owner } = isDirectoryBucket(name)
    ? namedByPattern(name)
    : namedByArn(name, partitions)
  const shown = sql`
    outcome = 'success' AS success,
    aws_region AS called,
    CASE WHEN category = 'Data' THEN aws_region END AS region,
    ${owner} AS owner`
  const isNamed = partitions.length > 1 ? sql`bucket = ${name}` : holds('bucket_name', [name])
  const rows = await query(sql`
    SELECT DISTINCT ${shown}
    FROM (${rowsWhere([isNamed, anyOf], shown)})
    ORDER BY ALL
    LIMIT 1000`)
  const text = (column: string, of: typeof rows) =>
    unique(of.flatMap((r) => (typeof r[column] === 'string' ? [r[column]] : [])))
  const successes = rows.filter((r) => r.success === true)
  return {
    owners: text('owner', successes),
    regions: text('region', successes),
    called: text('called', rows),
    seen: successes.length > 0,
  }
}

/** Names of buckets that snapshots know, for near names (R28). */
export const bucketsInSnapshots = (evidence: Evidence): string[] =>
  unique([
    ...evidence.snapshots.flatMap((s) => s.buckets.map((b) => b.name)),
    ...bucketsOfTrails(evidence.snapshots),
  ])

const lookedUp = new WeakMap<Evidence, Map<string, Promise<Logged>>>()

/** The lake of one evidence does not change: each bucket is looked up once. */
const inLakeOnce = (
  query: Query,
  name: string,
  evidence: Evidence,
  partitions: readonly string[],
) => {
  const buckets = lookedUp.get(evidence) ?? new Map<string, Promise<Logged>>()
  lookedUp.set(evidence, buckets)
  const found = buckets.get(name) ?? inLake(query, name, partitions)
  buckets.set(name, found)
  return found
}

/** Whether a bucket of that name was made or deleted since; a call that does not name its bucket may be about it. */
const remadeSince = (name: string, evidence: Evidence, since: Instant): boolean => {
  const created = evidence.snapshots
    .flatMap((s) => s.buckets.filter((b) => b.name === name))
    .some((b) => b.createdAt !== undefined && isKnown(b.createdAt) && b.createdAt.known >= since)
  return (
    created ||
    evidence.events.some(
      (e) =>
        ['CreateBucket', 'DeleteBucket'].includes(e.name) &&
        !e.failed &&
        e.time >= since &&
        (textAt(e.request, 'bucketName') ?? name) === name,
    )
  )
}

/**
 * Who owned a bucket and where it was since a time: snapshots first, then the log. Several owners are all kept: a
 * bucket can be deleted and made again by someone else (facts/aws.md 5.6). Where that may have happened since, every
 * known account and every region is in question.
 */
export const resolveBucket = async (
  name: string,
  evidence: Evidence,
  query: Query,
  since: Instant,
): Promise<ResolvedBucket> => {
  const snapped = evidence.snapshots.flatMap((s) => s.buckets.filter((b) => b.name === name))
  const partitions = await partitionsOf(evidence, query)
  const logged = await inLakeOnce(query, name, evidence, partitions)
  const placed = unique(known(snapped.map((b) => b.region)))
  const owners = unique([...known(snapped.map((b) => b.owner)), ...logged.owners])
  const regions = placed.length > 0 ? unique([...placed, ...logged.regions]) : logged.regions
  const lies = unique([...placed, ...logged.called].map(partitionOfRegion))
  const unsettled = remadeSince(name, evidence, since)
  return {
    name,
    seen: logged.seen || bucketsInSnapshots(evidence).includes(name),
    owners: unsettled ? unique([...owners, ...knownAccounts(evidence)]) : owners,
    regions: unsettled ? [] : regions,
    partitions: placed.length > 0 && !unsettled ? lies : partitions,
    unsettled,
  }
}
