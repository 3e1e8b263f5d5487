import type { RemedyId } from '../../../model/finding.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Remedy } from '../remedy.ts'

/** The remedy that takes trails away. */
export const RETIRES: RemedyId = 'retire-duplicate-trail'

/** What makes the log of a trail better: by it another one may become needless. */
const mends: ReadonlySet<RemedyId> = new Set([
  'bucket-policy',
  'log-bucket',
  'kms-key',
  'log-validation',
  'trail-selectors',
])

/** What has to be thought of again when a trail is gone: its bucket is one like others then. */
const followed: RemedyId = 'trail-selectors'

/**
 * Remedies in the order in which they are given findings: retirement has one more turn after the last that mends a log,
 * before anything watches or guards what is there.
 */
export const turnsOf = (remedies: readonly Remedy[]): readonly Remedy[] => {
  const retires = remedies.filter((r) => r.id === RETIRES)
  const last = remedies.findLastIndex((r) => mends.has(r.id))
  if (last < 0 || retires.length === 0) return remedies
  const follows = remedies.filter((r) => r.id === followed)
  return remedies.toSpliced(last + 1, 0, ...retires, ...follows)
}

/** Trails that go, and the buckets and log groups that none of the others delivers to, as findings name them. */
export const leavingWith = (
  { trails, partition }: Snapshot,
  gone: ReadonlySet<string>,
): ReadonlySet<string> => {
  const placesOf = (isGone: boolean): readonly string[] =>
    trails.flatMap(({ arn, config }) => {
      if (gone.has(arn) !== isGone || !('known' in config)) return []
      const { s3Bucket, cloudWatchLogGroupArn: group } = config.known
      return [
        `arn:${partition}:s3:::${s3Bucket}`,
        ...(group === undefined ? [] : [group.replace(/:\*$/, ''), group]),
      ]
    })
  const kept = new Set(placesOf(false))
  return new Set([...gone, ...placesOf(true).filter((place) => !kept.has(place))])
}
