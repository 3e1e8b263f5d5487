import type { Finding } from '../../../model/finding.ts'
import type { SnapshotTrail } from '../../../model/snapshot/trail.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { closedBy } from '../../../reason/assess/standing.ts'
import type { Assess } from './assessing.ts'

/** Checks on files that were written: what they find is wrong as long as the files lie there, whoever writes. */
const ofWhatLies: ReadonlySet<string> = new Set([
  'key-policy-lets-everyone-in',
  'log-bucket-deletable',
  'log-bucket-policy-without-source-arn',
  'log-bucket-public',
  'log-bucket-readable-outside',
  'log-bucket-reads-unrecorded',
  'log-bucket-without-access-record',
  'log-readers-outside',
  'log-retention-too-short',
])

/** Nobody stops a trail that is gone; its bucket and key can be emptied and disabled as before. */
const isOfWhatLies = ({ check, resource }: Finding): boolean =>
  ofWhatLies.has(check) || (check === 'tampering-not-alerted' && !resource.includes(':trail/'))

const placeOf = ({ config }: SnapshotTrail): string =>
  'known' in config ? `${config.known.s3Bucket} ${config.known.kmsKeyId ?? ''}` : ''

/** A trail that goes: it looks at its bucket, and records nothing there any more. */
const stopped = (trail: SnapshotTrail): SnapshotTrail => ({
  ...trail,
  status: trail.status.map((copy) =>
    'known' in copy.status
      ? { ...copy, status: { known: { ...copy.status.known, isLogging: false } } }
      : copy,
  ),
})

/** A trail that delivers elsewhere, as the plan has it, with its old bucket and key before it. */
const atOldPlace = (before: SnapshotTrail, then: SnapshotTrail): SnapshotTrail => {
  if (!('known' in before.config) || !('known' in then.config)) return before
  const { kmsKeyId: _, ...config } = then.config.known
  const { s3Bucket, s3Prefix, kmsKeyId } = before.config.known
  return {
    ...then,
    config: {
      known: { ...config, s3Bucket, s3Prefix, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) },
    },
  }
}

/** The plan done, but for the trails that go or deliver elsewhere: those look at their old buckets once more. */
const withOldTrails = (before: Snapshot, planned: Snapshot): Snapshot | undefined => {
  const now = new Map(planned.trails.map((t) => [t.arn, t]))
  const witnesses = before.trails.flatMap((t) => {
    const then = now.get(t.arn)
    if (then === undefined) return [stopped(t)]
    return placeOf(then) === placeOf(t) ? [] : [atOldPlace(t, then)]
  })
  const old = new Set(witnesses.map((t) => t.arn))
  return witnesses.length === 0
    ? undefined
    : { ...planned, trails: [...planned.trails.filter((t) => !old.has(t.arn)), ...witnesses] }
}

/**
 * Fingerprints of findings that only look closed: the checks see the buckets of trails, and the trail has left. The
 * files lie where they lay, and are read and deleted as before, and nobody hears of it.
 */
export const leftAsTheyWere = (
  before: Snapshot,
  planned: Snapshot,
  found: readonly Finding[],
  assess: Assess,
): ReadonlySet<string> => {
  const about = found.filter(isOfWhatLies)
  const witness = about.length === 0 ? undefined : withOldTrails(before, planned)
  if (witness === undefined) return new Set()
  const closed = new Set(closedBy(found, assess(witness)).map((f) => f.fingerprint))
  return new Set(about.map((f) => f.fingerprint).filter((f) => !closed.has(f)))
}
