import { isKnown } from '../model/observed.ts'
import { quoted } from '../model/quoted.ts'
import type { Snapshot } from '../model/snapshot.ts'

const rank = ({ config, status }: Snapshot['trails'][number]): number => {
  if (!isKnown(config)) return 0
  const { isOrganization, isMultiRegion } = config.known
  const isLogging = status.some((s) => isKnown(s.status) && s.status.known.isLogging)
  return (isLogging ? 4 : 0) + (isOrganization ? 2 : 0) + (isMultiRegion ? 1 : 0)
}

/** Where the trails of a snapshot deliver to, as `ingest` takes it: `s3://bucket/prefix`, each once, those of most events first. */
export const logSources = ({ trails }: Pick<Snapshot, 'trails'>): readonly string[] => {
  const places = trails
    .toSorted((a, b) => rank(b) - rank(a))
    .flatMap(({ config }) =>
      isKnown(config) && config.known.s3Bucket !== ''
        ? [`s3://${config.known.s3Bucket}/${config.known.s3Prefix}`.replace(/\/+$/, '')]
        : [],
    )
  return [...new Set(places)].map(quoted)
}
