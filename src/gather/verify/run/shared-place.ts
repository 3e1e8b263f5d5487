import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { CellPlaces } from './places.ts'

/** Whether a trail without validation is known to write to one of the places: names of log files do not tell their trail (R18). */
export const isSharedUnvalidated = (
  { places }: CellPlaces,
  snapshots: readonly Snapshot[],
): boolean =>
  snapshots
    .flatMap((s) => s.trails)
    .flatMap(({ config }) => (isKnown(config) ? [config.known] : []))
    .some(
      ({ logFileValidation, s3Bucket, s3Prefix }) =>
        !logFileValidation &&
        places.some(
          ({ folder }) =>
            folder.bucket === s3Bucket && folder.prefix === s3Prefix.replace(/\/+$/, ''),
        ),
    )
