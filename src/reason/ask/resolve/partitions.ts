import { type Query, sql } from '../../../engine/sql.ts'
import type { Evidence } from '../../../model/coverage.ts'
import { distinct } from '../../../model/distinct.ts'
import { isKnown } from '../../../model/observed.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import { textAt } from '../../coverage/json.ts'
import { parseTrailArn } from '../../coverage/trails/arn.ts'

/** Every region that evidence names, enabled or not. */
export const regionsSpokenOf = ({ snapshots, manifest, events }: Evidence): readonly string[] => [
  ...new Set([
    ...snapshots.flatMap((s) => [
      ...s.regions.flatMap((r) => (isKnown(r.regions) ? r.regions.known.map((x) => x.name) : [])),
      ...s.trailsListed.map((t) => t.region),
      ...s.trails.flatMap((t) => [t.homeRegion, ...t.status.map((x) => x.region)]),
      ...s.buckets.flatMap((b) => (isKnown(b.region) ? [b.region.known] : [])),
      ...s.history.map((h) => h.region),
    ]),
    ...distinct(manifest.objects, (o) => o.region),
    ...events.flatMap((e) => [e.region, textAt(e.request, 'regionName') ?? []].flat()),
  ]),
]

/**
 * The partitions that evidence speaks of, by its regions and its trails. What a snapshot says of itself is believed
 * where it is not what is assumed of every snapshot that says nothing.
 */
const tellingPartitions = (evidence: Evidence): readonly string[] => [
  ...new Set([
    ...regionsSpokenOf(evidence)
      .filter((r) => r !== '')
      .map(partitionOfRegion),
    ...evidence.snapshots.flatMap((s) => [
      ...s.trails.flatMap((t) => parseTrailArn(t.arn)?.partition ?? []),
      ...(s.partition === 'aws' ? [] : [s.partition]),
    ]),
  ]),
]

/** The same; `aws` where nothing tells. */
export const knownPartitions = (evidence: Evidence): readonly string[] => {
  const told = tellingPartitions(evidence)
  return told.length === 0 ? ['aws'] : [...told].sort()
}

const lookedUp = new WeakMap<Evidence, Promise<readonly string[]>>()

const inLake = async (query: Query): Promise<readonly string[]> =>
  (await query(sql`SELECT DISTINCT aws_region AS region FROM events`)).map(({ region }) =>
    partitionOfRegion(typeof region === 'string' ? region : ''),
  )

/**
 * The partitions that evidence and lake speak of, so that no ARN of theirs is missed. The lake is asked only where
 * files do not name the region of their events.
 */
export const partitionsOf = async (
  evidence: Evidence,
  query: Query,
): Promise<readonly string[]> => {
  const { objects } = evidence.manifest
  const named = objects.filter((o) => o.records > 0).every((o) => o.region !== null)
  if (objects.length > 0 && named) return knownPartitions(evidence)
  const logged = await (lookedUp.get(evidence) ?? inLake(query))
  lookedUp.set(evidence, Promise.resolve(logged))
  const told = tellingPartitions(evidence)
  const all = [...new Set([...told, ...logged])].sort()
  return all.length === 0 ? ['aws'] : all
}
