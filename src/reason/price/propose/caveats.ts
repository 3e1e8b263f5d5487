import { isKnown } from '../../../model/observed.ts'
import type { Measured } from '../bill/measured.ts'
import type { Applied } from './apply.ts'

/** What a comparison takes for granted, in sentences. */
export const caveats = ({ effects, snapshots }: Applied, before: Measured): readonly string[] => {
  const adds = effects.some((e) => e.kind === 'adds' || e.kind === 'replaces')
  const removes = effects.some((e) => e.kind === 'removes')
  const quiet = snapshots
    .flatMap((s) => s.trails)
    .filter((t) => isKnown(t.config) && t.config.known.recursiveLogging === false)
    .map((t) => t.name)
  return [
    ...(adds
      ? [
          'Only events that something recorded, or that a volume was given for, can be counted: what nothing recorded yet costs more',
        ]
      : []),
    ...(removes || adds
      ? [
          'Storage, requests and data keys change by the bytes of the events that come or go, as files of today hold them; a bucket from which nothing is deleted grows by as much every further month',
        ]
      : []),
    ...(quiet.length === 0
      ? []
      : [
          `${[...new Set(quiet)].join(', ')} leave out CloudTrail's own deliveries, which no answer here counts as lost`,
        ]),
    ...(before.window === null ? ['The lake is empty: no event was replayed'] : []),
  ]
}
