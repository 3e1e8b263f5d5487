import { groupBy } from '../../../model/group-by.ts'
import { type Intervals, includes, subtract } from '../../../model/intervals.ts'
import type { ObjectKind } from '../../../model/manifest.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import {
  DAY,
  formatInstant,
  HOUR,
  type Instant,
  type Interval,
  SECOND,
} from '../../../model/time.ts'
import type { Ground, Writer } from '../ground.ts'
import type { TrailArn } from '../trails/arn.ts'
import { unwitnessed } from '../trails/unwitnessed.ts'
import type { Read } from './completeness.ts'
import { type StatusRead, statusesFor } from './delivery.ts'
import type { Hole } from './holes.ts'
import { type Cell, cleanPrefix, locationOf, locationUri, sameLocation } from './location.ts'
import { placeByPath } from './seeming-place.ts'

/** Sources less what AWS itself refutes of them, and what is to be said of it. */
export interface Believed {
  readonly reads: readonly Read[]
  /** Log files that a listing should have shown. */
  readonly gone: readonly Hole[]
  /** Why `--complete` is not believed: event times. */
  readonly refuted: readonly Hole[]
}

interface Delivery {
  readonly time: Instant
  readonly readAt: Instant
}

/** How far the minute in the name of a file may lie from its delivery (facts/aws.md 2.1: "delivery-ish"). */
const NAMED_WITHIN = HOUR

/** While a copy is made CloudTrail goes on: it may lack what came in its last day, and nothing before. */
const COPYING = DAY

const delivered: ReadonlySet<ObjectKind> = new Set([
  'log',
  'insight',
  'network-activity',
  'aggregated',
])

const around = ({ time }: Delivery): Interval => ({
  from: time - NAMED_WITHIN,
  to: time + NAMED_WITHIN,
})

const writersOf = (ground: Ground, { arn }: TrailArn): readonly Writer[] =>
  ground.writers.filter((w) => w.trail.trail.arn === arn)

/** When files came to a cell, by their names; an organisation's trail may have meant those of any member. */
const cameTo = (
  ground: Ground,
  trail: TrailArn,
  config: TrailConfig,
  { account, region }: Cell,
): readonly Instant[] => {
  const byRegion = ground.once('files by region', () =>
    groupBy(
      ground.evidence.manifest.objects.filter((o) => delivered.has(o.kind) && o.named !== null),
      (o) => o.region ?? '',
    ),
  )
  const places = writersOf(ground, trail).map((w) => w.location)
  return (byRegion.get(region) ?? [])
    .filter((o) => config.isOrganization || o.account === account)
    .filter(({ bucket, prefix, source }) => {
      if (bucket === null) return true
      const seems = { bucket, prefix: cleanPrefix(prefix ?? '') }
      const place = placeByPath({ ...seems, source }, places) ?? seems
      return places.some((p) => sameLocation(p, place))
    })
    .flatMap((o) => o.named ?? [])
}

/** Whether a trail delivered here at that time, and nowhere else that is known. */
const wasHere = (ground: Ground, trail: TrailArn, config: TrailConfig, at: Delivery): boolean => {
  const here = locationOf(config)
  const elsewhere = writersOf(ground, trail).filter((w) => !sameLocation(w.location, here))
  const { from, to } = around(at)
  return elsewhere.every((w) =>
    unwitnessed(ground, w.trail)
      .pieces.filter((p) => p.from < Math.min(to, at.readAt) && from < p.to)
      .every((p) => p.config !== undefined && sameLocation(locationOf(p.config), here)),
  )
}

const toldBy = ({ status, readAt }: StatusRead): readonly Delivery[] =>
  status.latestDeliveryTime === undefined || status.latestDeliveryTime > readAt
    ? []
    : [{ time: status.latestDeliveryTime, readAt }]

/** The deliveries for which a source lacks its file, and with it perhaps others: unless it is but the end of a copy. */
const doubtful = (read: Read, { time }: Delivery, came: readonly Instant[]): Interval => {
  const from = read.deliveries[0]?.from ?? time
  const to = read.deliveries.at(-1)?.to ?? time
  const before = came.filter((n) => n < time)
  const isEnd = before.length > 0 && before.length === came.length && to - time <= COPYING
  return { from: isEnd ? before.reduce((a, b) => Math.max(a, b)) : from, to }
}

/**
 * What AWS refutes: a status says that log files were delivered to a cell at a time of which all is said to have been
 * read, and no file of about that time was (R30: contrary evidence). Then `--complete` is wrong for that cell, and a
 * listing came after the file was gone.
 */
export const believedReads = (
  ground: Ground,
  trail: TrailArn,
  config: TrailConfig,
  cell: Cell,
  reads: readonly Read[],
): Believed => {
  const location = locationOf(config)
  const told = statusesFor(ground.snapshotTrails.get(trail.arn) ?? [], cell)
    .own.flatMap(toldBy)
    .filter((at) => reads.some((r) => includes(r.deliveries, [around(at)])))
  const came = told.length === 0 ? [] : cameTo(ground, trail, config, cell)
  const lacking = told
    .filter(({ time }) => !came.some((n) => Math.abs(n - time) <= NAMED_WITHIN))
    .filter((at) => wasHere(ground, trail, config, at))
  const doubts = (read: Read): Intervals =>
    lacking
      .filter((at) => includes(read.deliveries, [around(at)]))
      .map((at) => doubtful(read, at, came))
  const holeOf = ({ time, readAt }: Delivery) => ({
    ...location,
    ...cell,
    detail: `the status read at ${formatInstant(readAt)} says that ${trail.arn} delivered log files for ${cell.account} ${cell.region} at ${formatInstant(time)}, and none of that hour was read`,
    remedy: `wholetrail ingest ${locationUri(location)}, which lists all files, or look for a replica, a backup or deleted versions of the missing ones`,
  })
  const of = (level: Read['level']) =>
    reads
      .filter((r) => r.level === level)
      .flatMap((read) =>
        lacking.filter((at) => includes(read.deliveries, [around(at)])).map((at) => ({ read, at })),
      )
  return {
    reads: reads.map((r) =>
      r.level === 'asserted' ? { ...r, deliveries: subtract(r.deliveries, doubts(r)) } : r,
    ),
    gone: of('listed').map(({ at }) => ({
      ...holeOf(at),
      from: at.time - ground.settings.rejectedExtent,
      to: at.time + NAMED_WITHIN,
      reason: 'log file missing or altered',
    })),
    refuted: of('asserted').map(({ read, at }) => {
      const { from, to } = doubtful(read, at, came)
      const hole = holeOf(at)
      return {
        ...hole,
        from: from - ground.settings.settling - SECOND,
        to,
        reason: 'source incomplete',
        detail: `--complete is refuted: ${hole.detail}`,
      }
    }),
  }
}
