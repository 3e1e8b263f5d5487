import { isKnown } from '../model/observed.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { quoted } from '../reason/ask/answer/next.ts'

/** Where the trails of a snapshot deliver to, as `ingest` takes it: `s3://bucket/prefix`, each once, in order. */
export const logSources = ({ trails }: Pick<Snapshot, 'trails'>): readonly string[] => {
  const places = trails.flatMap(({ config }) =>
    isKnown(config) && config.known.s3Bucket !== ''
      ? [`s3://${config.known.s3Bucket}/${config.known.s3Prefix}`.replace(/\/+$/, '')]
      : [],
  )
  return [...new Set(places)].sort().map(quoted)
}
