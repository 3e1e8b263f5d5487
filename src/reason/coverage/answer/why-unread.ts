import { contains } from '../../../model/intervals.ts'
import { formatInstant, HOUR, type Instant, SECOND } from '../../../model/time.ts'
import { type Delivered, deliveredOf, maybeElsewhere } from '../cell.ts'
import type { Ground } from '../ground.ts'
import { type Claim, claimsFor } from '../read/completeness.ts'
import { type Cell, type Location, locationOf, locationUri } from '../read/location.ts'
import { forgotten, keepingOf } from '../read/retention.ts'
import type { Recorder } from '../recorders.ts'
import type { Why } from './reason.ts'

const DELIVERY = 6

const failing = (
  delivered: Delivered,
  arn: string,
  time: Instant,
  lag: number,
): Why | undefined => {
  const found = delivered.readable.failing.find((f) => f.from - lag <= time && time < f.to)
  if (found === undefined) return undefined
  return {
    reason: 'delivery failing',
    detail: `${arn} to ${locationUri(locationOf(delivered.config))}: ${found.detail}`,
    remedy:
      'repair the bucket policy or the key; CloudTrail delivers again what is not older than 30 days',
    stage: DELIVERY,
  }
}

const damaged = (delivered: Delivered, time: Instant): Why | undefined => {
  const { broken, holes } = delivered.readable
  const slot = broken.find((b) => contains([b], time))
  const hole = slot ?? holes.find((h) => h.from <= time && time < h.to)
  if (hole === undefined) return undefined
  return { reason: hole.reason, detail: hole.detail, remedy: hole.remedy, stage: DELIVERY + 1 }
}

const pastRetention = (ground: Ground, location: Location, cell: Cell, time: Instant): boolean =>
  claimsFor(ground.claims, cell).some(
    (claim) =>
      claim.level !== 'partial' &&
      claim.from <= time &&
      time < claim.to &&
      contains(forgotten(keepingOf(ground, location), claim.at), time),
  )

const notRead = (ground: Ground, delivered: Delivered, cell: Cell, time: Instant): Why => {
  const { settling } = delivered.readable
  const location = locationOf(delivered.config)
  const from = `${locationUri(location)} for ${cell.account} ${cell.region === '*' ? 'in every region' : cell.region}`
  const again = `wholetrail ingest ${locationUri(location)}`
  const claims = claimsFor(ground.claims, cell).filter(
    (claim) => claim.bucket === null || claim.bucket === location.bucket,
  )
  if (pastRetention(ground, location, cell, time))
    return {
      reason: 'past retention',
      detail: `the log bucket had forgotten these log files before they were read: ${from}`,
      remedy: 'look for a replica or a backup of the log bucket',
      stage: DELIVERY,
    }
  const full = claims.filter((claim) => claim.level !== 'partial')
  const early = full.some((c) => c.from <= time && time < c.at && c.at <= time + settling + SECOND)
  if (early || ground.evidence.now < time + settling)
    return {
      reason: 'not yet delivered',
      detail: `log files of this time may have arrived after the last reading: ${from}`,
      remedy: `${again}, once the last of these events are ${settling / HOUR} hours old`,
      stage: DELIVERY,
    }
  const verifiedTo = delivered.readable.proved.at(-1)?.to
  if (verifiedTo !== undefined && verifiedTo <= time && time < verifiedTo + settling + SECOND)
    return {
      reason: 'not yet delivered',
      detail: `digests are verified for what was delivered until ${formatInstant(verifiedTo + settling + SECOND)}; log files of this time may have come later: ${from}`,
      remedy: `${again} and wholetrail verify ${locationUri(location)}, once the last of these events are ${settling / HOUR} hours old`,
      stage: DELIVERY,
    }
  const unclear = (c: Claim): boolean =>
    c.level === 'partial' || c.bucket === null || c.prefix === null
  const partly = claims.some((c) => unclear(c) && c.from <= time && time < c.to)
  return partly
    ? {
        reason: 'source incomplete',
        detail: `what was read does not claim to be everything, or not to come from there: ${from}`,
        remedy: `${again}, which lists all files; or ingest the copy again with --complete --bucket ${location.bucket}`,
        stage: DELIVERY,
      }
    : {
        reason: 'not ingested',
        detail: `log files of this time are still to be had from: ${from}`,
        remedy: again,
        stage: DELIVERY,
      }
}

/** Why what a trail recorded in a cell at a time was not delivered, not read, or not to be trusted. */
export const whyUnread = (ground: Ground, recorder: Recorder, cell: Cell, time: Instant): Why => {
  const { settling } = ground.settings
  const { trail, state } = recorder
  const delivered = deliveredOf(ground, trail, state, cell).filter(
    ({ during, readable }) =>
      during.from <= time && time < during.to && !contains(readable.read, time),
  )
  for (const one of delivered) {
    const why = failing(one, trail.arn, time, settling) ?? damaged(one, time)
    if (why !== undefined) return why
  }
  if (contains(maybeElsewhere(ground, state, delivered), time))
    return {
      reason: 'configuration unknown',
      detail: `where ${trail.arn} delivered the last log files of this time is not known`,
      remedy:
        'collect the configuration again, and ingest the log files of the place that it names',
      stage: DELIVERY,
    }
  const [first] = delivered
  if (first !== undefined) return notRead(ground, first, cell, time)
  return {
    reason: 'source incomplete',
    detail: `what ${trail.arn} delivered for this time was not read`,
    remedy: 'ingest its log files',
    stage: DELIVERY,
  }
}
