import { WholetrailError } from '../../../model/error.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { VerifyOptions } from '../../../model/verification.ts'
import type { ChangeOfTrail } from '../lake/trail-events.ts'

const uriOf = (bucket: string, prefix: string): string =>
  `s3://${bucket}/${prefix}`.replace(/\/+$/, '')

/** A place inside another would be read twice. */
const isInside = (uri: string, other: string): boolean => uri.startsWith(`${other}/`)

/** Every place that a trail writes to or ever wrote to, as far as snapshots and events know. */
export const knownPlaces = (
  snapshots: readonly Snapshot[],
  changes: readonly ChangeOfTrail[],
): readonly string[] => {
  const now = snapshots
    .flatMap((s) => s.trails)
    .flatMap(({ config }) =>
      isKnown(config) && config.known.s3Bucket !== ''
        ? [uriOf(config.known.s3Bucket, config.known.s3Prefix)]
        : [],
    )
  const once = changes.flatMap(({ bucket, prefix }) =>
    bucket === null ? [] : [uriOf(bucket, prefix ?? '')],
  )
  const all = [...new Set([...now, ...once])]
  return all.filter((uri) => !all.some((other) => isInside(uri, other))).toSorted()
}

/** What is to be verified. Throws `usage` where nothing is named and nothing known. */
export const sourcesOf = (
  { sources }: Pick<VerifyOptions, 'sources'>,
  snapshots: readonly Snapshot[],
  changes: readonly ChangeOfTrail[],
): readonly string[] => {
  if (sources.length > 0) return [...new Set(sources)]
  const known = knownPlaces(snapshots, changes)
  if (known.length > 0) return known
  throw new WholetrailError(
    'usage',
    'nothing to verify: no source, and no snapshot names a trail',
    {
      hint: 'name a folder or s3://bucket/prefix, or run wholetrail collect first',
    },
  )
}
