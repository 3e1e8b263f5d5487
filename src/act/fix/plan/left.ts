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
  'log-readers-outside',
  'log-retention-too-short',
])

const placeOf = ({ config }: SnapshotTrail): string =>
  'known' in config ? `${config.known.s3Bucket} ${config.known.kmsKeyId ?? ''}` : ''

/** The plan done, but for the trails that go or deliver elsewhere: those look at their old buckets once more. */
const withOldTrails = (before: Snapshot, planned: Snapshot): Snapshot | undefined => {
  const now = new Map(planned.trails.map((t) => [t.arn, t]))
  const gone = before.trails.filter((t) => {
    const then = now.get(t.arn)
    return then === undefined || placeOf(then) !== placeOf(t)
  })
  const old = new Set(gone.map((t) => t.arn))
  return gone.length === 0
    ? undefined
    : { ...planned, trails: [...planned.trails.filter((t) => !old.has(t.arn)), ...gone] }
}

/**
 * Fingerprints of findings that only look closed: the checks see the buckets of trails, and the trail has left. The
 * files lie where they lay, and are read and deleted as before.
 */
export const leftAsTheyWere = (
  before: Snapshot,
  planned: Snapshot,
  found: readonly Finding[],
  assess: Assess,
): ReadonlySet<string> => {
  const about = found.filter((f) => ofWhatLies.has(f.check))
  const witness = about.length === 0 ? undefined : withOldTrails(before, planned)
  if (witness === undefined) return new Set()
  const closed = new Set(closedBy(found, assess(witness)).map((f) => f.fingerprint))
  return new Set(about.map((f) => f.fingerprint).filter((f) => !closed.has(f)))
}
