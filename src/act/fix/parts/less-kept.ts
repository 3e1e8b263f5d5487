import { isKnown } from '../../../model/observed.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import { bucketNamed } from '../../../reason/assess/inventory/buckets.ts'
import { keptFor } from '../../../reason/assess/inventory/kept-for.ts'
import { logsBelow } from '../../../reason/assess/inventory/log-place.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import type { World } from '../../../reason/assess/world.ts'

/** A log in its bucket: what that does with it beyond what a check passes or fails. */
interface Log {
  readonly bucket: SnapshotBucket
  readonly folder: string
}

const logOf = (world: World, arn: string): Log | undefined => {
  const trail = knownTrails(world).find((t) => t.arn === arn)
  const bucket = trail && bucketNamed(world, trail.settings.s3Bucket)
  return trail && bucket && { bucket, folder: logsBelow(trail) }
}

const inWords = (days: number): string =>
  days === Number.POSITIVE_INFINITY ? 'for ever' : `${Math.floor(days)} days`

/** Of two logs that are both kept for less than is asked for, the longer one stays. */
const shorter = (world: World, goes: Log, stays: Log): string | undefined => {
  const was = keptFor(goes.bucket, goes.folder, world.now)
  const will = keptFor(stays.bucket, stays.folder, world.now)
  if ('unread' in was) return undefined
  if ('unread' in will) return `How long bucket ${stays.bucket.name} keeps its logs was not read`
  const asked = world.expectations.retentionDays
  const isLess = (['atLeast', 'atMost'] as const).some(
    (of) => Math.min(will[of], asked) < Math.min(was[of], asked),
  )
  return isLess
    ? `Bucket ${stays.bucket.name} keeps its logs ${inWords(will.atLeast)}, and bucket ${goes.bucket.name} ${inWords(was.atLeast)}`
    : undefined
}

/** Modes of object lock: whoever may bypass GOVERNANCE deletes all the same. */
const modes: readonly string[] = ['GOVERNANCE', 'COMPLIANCE']

interface Lock {
  /** 0: objects are not locked as they come in. */
  readonly strength: number
  readonly days: number
  readonly words: string
}

const lockOf = ({ objectLock }: SnapshotBucket): Lock | undefined => {
  if (objectLock === undefined || !isKnown(objectLock)) return undefined
  const { mode = '', days = 0 } = objectLock.known ?? {}
  const strength = days > 0 ? modes.indexOf(mode) + 1 : 0
  return { strength, days, words: `${mode} for ${days} days` }
}

/** Versions are enough for the check, and can be deleted one by one: what is locked cannot. */
const looser = (world: World, goes: Log, stays: Log): string | undefined => {
  const was = lockOf(goes.bucket)
  if (was === undefined || was.strength === 0) return undefined
  const will = lockOf(stays.bucket)
  const asked = Math.min(was.days, world.expectations.retentionDays)
  return will === undefined ||
    will.strength < was.strength ||
    (will.strength === was.strength && will.days < asked)
    ? `Bucket ${stays.bucket.name} does not lock its files as bucket ${goes.bucket.name} does (${was.words})`
    : undefined
}

/**
 * How the log that stays is kept for less long, or less surely, than the one that goes is today: what the plan itself
 * makes for it is no loss. Undefined: it is not.
 */
export const lessKept = (
  world: World,
  goes: string,
  stays: string,
  today: World,
): string | undefined => {
  const was = logOf(today, goes)
  const will = logOf(world, stays)
  return was && will && (shorter(world, was, will) ?? looser(world, was, will))
}
