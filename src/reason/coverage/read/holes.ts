import type { BlindReason, ConfigurationEvent } from '../../../model/coverage.ts'
import { lazy } from '../../../model/lazy.ts'
import type { Manifest, SourceObject } from '../../../model/manifest.ts'
import type { Settings } from '../../../model/settings.ts'
import { type Interval, MINUTE, SECOND } from '../../../model/time.ts'
import { type Cell, cleanPrefix, type Location } from './location.ts'
import { lossesOf } from './losses.ts'
import { fileKey } from './same-file.ts'

/** The place of a copy in a folder, which only names of folders tell, and the source that it lies in. */
export interface Seeming extends Location {
  readonly organization: string | null
  readonly source: string
  /** The minutes that its name may stand for. */
  readonly delivered: Interval
}

/** Events that were recorded but could not be read, or not be trusted. `null`: not known, so any. */
export interface Hole extends Interval {
  readonly bucket: string | null
  readonly prefix: string | null
  readonly account: string | null
  readonly region: string | null
  /** Where the folders of a copy and its own name say that it was delivered. */
  readonly seems?: Seeming
  readonly reason: BlindReason
  readonly detail: string
  readonly remedy: string
}

/** Minutes in file names are those of delivery, in steps of five (real logs of 2023). */
const NAME_STEP = 5 * MINUTE
const EVER = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** The place of a copy in a folder is only guessed from names of folders, so such a hole may lie in any bucket. */
const placeOf = (object: SourceObject) => {
  const inBucket = object.uri.startsWith('s3://')
  return {
    bucket: inBucket ? object.bucket : null,
    prefix: inBucket && object.prefix !== null ? cleanPrefix(object.prefix) : null,
    account: object.account,
    region: object.region,
  }
}

/** A copy below `AWSLogs/` with the name that CloudTrail gave it: no folder that people made tells more of it than that. */
const seeming = (object: SourceObject): { readonly seems?: Seeming } => {
  const { bucket, prefix, account, region, organization, source } = object
  if (bucket === null || prefix === null || account === null || region === null) return {}
  if (object.kind !== 'log' || object.named === null) return {}
  if (!fileKey(object.uri).startsWith(`${account}_CloudTrail_${region}_`)) return {}
  const delivered = { from: object.named, to: object.named + NAME_STEP }
  return { seems: { bucket, prefix: cleanPrefix(prefix), organization, source, delivered } }
}

const named = (object: SourceObject, settings: Settings): Interval =>
  object.named === null
    ? EVER
    : { from: object.named - settings.rejectedExtent, to: object.named + NAME_STEP }

const rejected = (object: SourceObject, settings: Settings) => ({
  ...named(object, settings),
  reason: 'log file rejected' as const,
  detail: `${object.uri} was rejected: ${object.reason ?? 'no reason given'}${
    object.named === null || object.account === null
      ? '; its name does not say whose events it holds or from when, so it blinds everything'
      : ''
  }`,
  remedy: `get a whole copy of ${object.uri} and ingest it, or take it away if it is no CloudTrail log`,
})

const trailing = (object: SourceObject, settings: Settings) => {
  const name = named(object, settings)
  return {
    from: Math.min(name.from, object.firstEvent ?? name.from),
    to: Math.max(name.to, (object.lastEvent ?? name.to) + SECOND),
    reason: 'log file missing or altered' as const,
    detail: `${object.uri} has ${object.trailing} bytes after its first gzip member`,
    remedy: `compare ${object.uri} with the original in its bucket`,
  }
}

const conflicting = (object: SourceObject, eventId: string, settings: Settings) => ({
  from: object.firstEvent ?? named(object, settings).from,
  to: object.lastEvent === null ? named(object, settings).to : object.lastEvent + SECOND,
  reason: 'log file missing or altered' as const,
  detail: `${object.uri} holds event ${eventId} with another content than another file does`,
  remedy: 'compare the files with the originals in their bucket: one of them was altered',
})

const isSound = (o: SourceObject): boolean => o.outcome === 'ingested' && o.trailing === 0
const isRejected = (o: SourceObject): boolean => o.outcome === 'rejected' && o.claimsLog

/**
 * Every hole that the manifest and the losses of log files tell of (R19, R20). A sound copy of the same file closes
 * one; that a source claims to be complete does not.
 */
export const holesOf = (
  manifest: Manifest,
  events: readonly ConfigurationEvent[],
  settings: Settings,
): readonly Hole[] => {
  const good = lazy(() => new Set(manifest.objects.filter(isSound).map((o) => fileKey(o.uri))))
  const isGood = (key: string) => good().has(key)
  const objects = manifest.objects
    .filter((o) => isRejected(o) || o.trailing > 0)
    .filter((o) => !isGood(fileKey(o.uri)))
    .map((object): Hole => {
      const place = placeOf(object)
      return isRejected(object)
        ? { ...place, ...seeming(object), ...rejected(object, settings) }
        : { ...place, ...trailing(object, settings) }
    })
  const byId = lazy(() => new Map(manifest.objects.map((o) => [o.id, o])))
  const conflicts = manifest.conflicts.flatMap(({ eventId, objects: ids }) =>
    ids.flatMap((id): Hole[] => {
      const object = byId().get(id)
      if (object === undefined) return []
      return [{ ...placeOf(object), ...conflicting(object, eventId, settings) }]
    }),
  )
  const losses = lossesOf(events, isGood, settings)
  return [...objects, ...conflicts, ...losses].sort((a, b) => (a.detail < b.detail ? -1 : 1))
}

const fits = (hole: string | null, place: string): boolean => hole === null || hole === place

/** Whether a hole may hold events of a cell delivered to a location. A cell named `*` stands for many. */
export const holeTouches = (hole: Hole, location: Location, cell: Cell): boolean =>
  fits(hole.bucket, location.bucket) &&
  fits(hole.prefix, location.prefix) &&
  fits(hole.account, cell.account) &&
  fits(hole.region, cell.region)
