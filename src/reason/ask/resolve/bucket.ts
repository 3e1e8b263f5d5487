import { type Query, sql } from '../../../engine/sql.ts'
import type { Evidence } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'

/** A bucket with all that is known of where its events are delivered, over all of time (R28). */
export interface ResolvedBucket {
  readonly name: string
  readonly seen: boolean
  /** Everyone who owned it at some time; empty: not known. */
  readonly owners: readonly string[]
  /** Every region that it was in; empty: not known. */
  readonly regions: readonly string[]
}

const known = <T>(values: readonly ({ known: T } | { unknown: string })[]): T[] =>
  values.flatMap((v) => ('known' in v ? [v.known] : []))

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort()

interface Logged {
  readonly owners: readonly string[]
  readonly regions: readonly string[]
  readonly seen: boolean
}

/**
 * Owner and region as successful calls name them. A call that failed does not prove that the bucket exists, and only
 * calls on objects are surely made in its region (GetBucketLocation and CreateBucket are not).
 */
const inLake = async (query: Query, name: string, partition: string): Promise<Logged> => {
  const arn = `arn:${partition}:s3:::${name}`
  const rows = await query(sql`
    SELECT DISTINCT
      CASE WHEN category = 'Data' THEN aws_region END AS region,
      resource_accounts[list_position(resource_arns, ${arn})] AS owner
    FROM events
    WHERE (bucket_name = ${name} OR list_contains(resource_arns, ${arn})) AND outcome = 'success'
    ORDER BY ALL
    LIMIT 100`)
  const text = (column: string) =>
    unique(rows.flatMap((r) => (typeof r[column] === 'string' ? [r[column]] : [])))
  return { owners: text('owner'), regions: text('region'), seen: rows.length > 0 }
}

const trailBuckets = (evidence: Evidence): string[] =>
  evidence.snapshots.flatMap((s) =>
    s.trails.flatMap((t) => (isKnown(t.config) ? [t.config.known.s3Bucket] : [])),
  )

/** Names of buckets that snapshots know, for near names (R28). */
export const bucketsInSnapshots = (evidence: Evidence): string[] =>
  unique([
    ...evidence.snapshots.flatMap((s) => s.buckets.map((b) => b.name)),
    ...trailBuckets(evidence),
  ])

const lookedUp = new WeakMap<Evidence, Map<string, Promise<Logged>>>()

/** The lake of one evidence does not change: each bucket is looked up once. */
const inLakeOnce = (query: Query, name: string, evidence: Evidence, partition: string) => {
  const buckets = lookedUp.get(evidence) ?? new Map<string, Promise<Logged>>()
  lookedUp.set(evidence, buckets)
  const found = buckets.get(name) ?? inLake(query, name, partition)
  buckets.set(name, found)
  return found
}

/**
 * Who owned a bucket and where it was: snapshots first, then the log. Several owners are all kept: a bucket can be
 * deleted and made again by someone else (facts/aws.md 5.6).
 */
export const resolveBucket = async (
  name: string,
  evidence: Evidence,
  query: Query,
  partition: string,
): Promise<ResolvedBucket> => {
  const snapped = evidence.snapshots.flatMap((s) => s.buckets.filter((b) => b.name === name))
  const logged = await inLakeOnce(query, name, evidence, partition)
  const regions = unique(known(snapped.map((b) => b.region)))
  return {
    name,
    seen: logged.seen || bucketsInSnapshots(evidence).includes(name),
    owners: unique([...known(snapped.map((b) => b.owner)), ...logged.owners]),
    regions: regions.length > 0 ? unique([...regions, ...logged.regions]) : logged.regions,
  }
}

/** Buckets that trails deliver to, by snapshots and by the calls that made the trails. */
export const logBucketNames = (evidence: Evidence): string[] => {
  const named = evidence.events.flatMap((e) =>
    ['CreateTrail', 'UpdateTrail'].includes(e.name) && !e.failed
      ? [e.request, e.response].flatMap((x) =>
          typeof x === 'object' && x !== null && 's3BucketName' in x ? [x.s3BucketName] : [],
        )
      : [],
  )
  return unique([...trailBuckets(evidence), ...named.filter((n) => typeof n === 'string')])
}
