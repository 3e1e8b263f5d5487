import type { Random } from '../random.ts'
import { BATCH, iso } from '../world/clock.ts'
import type { Copy } from '../world/happening.ts'
import { MINUTES, type Second } from '../world/time.ts'
import type { Trail } from '../world/trail.ts'
import type { World } from '../world/world.ts'
import { records } from './records-by.ts'
import { stateAt } from './timeline.ts'
import type { Fate, LogFile, Unrecorded } from './types.ts'

const NAME = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

interface Batch {
  readonly trail: Trail
  readonly account: string
  readonly region: string
  readonly end: Second
  readonly copies: Copy[]
}

/** `[prefix/]AWSLogs/[o-id/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/FILE` (facts/aws.md 2.1). */
const keyOf = (
  w: World,
  r: Random,
  b: Batch,
  place: { prefix: string; organization: boolean },
  delivered: Second,
): string => {
  const stamp = iso(delivered)
  const name = `${b.account}_CloudTrail_${b.region}_${stamp.replaceAll(/[-:]/g, '').slice(0, 13)}Z_${r.text(NAME, 16)}.json.gz`
  return [
    ...(place.prefix === '' ? [] : [place.prefix]),
    'AWSLogs',
    ...(place.organization && w.organization !== null ? [w.organization.id] : []),
    b.account,
    'CloudTrail',
    b.region,
    stamp.slice(0, 10).replaceAll('-', '/'),
    name,
  ].join('/')
}

/** When a batch arrives: late where delivery was failing, never where nobody mended it. */
const arrival = (
  w: World,
  r: Random,
  bucket: string,
  due: Second,
): { delivered: Second; fate: Fate } => {
  const failing = w.failing.find(
    (f) => f.bucket === bucket && f.from <= due && (f.to === undefined || due < f.to),
  )
  if (failing !== undefined && failing.to === undefined) {
    return { delivered: due, fate: 'delivery failed' }
  }
  const delivered = failing?.to === undefined ? due : failing.to + r.int(5, 60) * MINUTES
  if (delivered <= w.now) return { delivered, fate: 'read' }
  return { delivered, fate: failing === undefined ? 'not yet delivered' : 'delivery failed' }
}

const fileOf = (w: World, r: Random, b: Batch): LogFile => {
  const due = b.end + r.int(2, 15) * MINUTES
  const place = stateAt(b.trail, due)
  const { delivered, fate } = arrival(w, r, place.bucket, due)
  return {
    trail: b.trail,
    bucket: place.bucket,
    prefix: place.prefix,
    key: keyOf(w, r, b, place, delivered),
    account: b.account,
    region: b.region,
    delivered,
    copies: b.copies,
    fate,
  }
}

/** Sorts every copy into the log files of every trail that records it. */
export const deliver = (
  w: World,
  copies: readonly Copy[],
  r: Random,
): { files: LogFile[]; unrecorded: Unrecorded[] } => {
  const batches = new Map<string, Batch>()
  const unrecorded: Unrecorded[] = []
  for (const trail of w.trails) {
    for (const copy of copies) {
      const why = records(w, trail, copy, r)
      if (why !== undefined) {
        unrecorded.push({ copy, trail, why })
        continue
      }
      const { second, region } = copy.happening
      const number = Math.floor(second / BATCH)
      const id = [trail.arn, copy.account, region, number].join(' ')
      const batch = batches.get(id) ?? {
        trail,
        account: copy.account,
        region,
        end: (number + 1) * BATCH,
        copies: [],
      }
      batch.copies.push(copy)
      batches.set(id, batch)
    }
  }
  return { files: [...batches.values()].map((b) => fileOf(w, r, b)), unrecorded }
}
