import type { TrailInfo } from '@aws-sdk/client-cloudtrail'
import { isKnown } from '../../../model/observed.ts'
import type { SnapshotTrail } from '../../../model/snapshot/trail.ts'
import type { Instant } from '../../../model/time.ts'
import type { Probe } from '../probe.ts'
import { listAll } from './list-all.ts'

const NOT_READ = {
  unknown: 'not-collected',
  detail: 'the trail is known by name only: its home region was not read',
} as const

const namedOnly = (trail: TrailInfo, readAt: Instant): SnapshotTrail[] =>
  trail.TrailARN === undefined || trail.HomeRegion === undefined
    ? []
    : [
        {
          arn: trail.TrailARN,
          readAt,
          name: trail.Name ?? trail.TrailARN.replace(/^.*\//, ''),
          homeRegion: trail.HomeRegion,
          config: NOT_READ,
          selectors: NOT_READ,
          status: [],
        },
      ]

/** One call names the trails of every region, so that a trail in a region that is not read is not taken for absent. */
export const trailNames = {
  id: 'trail-names',
  reads:
    'The names of the trails of all regions, so that none is missed where a region is not read.',
  step: 'places',
  reach: 'account',
  calls: [{ service: 'cloudtrail', operation: 'ListTrails', action: 'cloudtrail:ListTrails' }],
  run: async (place) => {
    const readAt = place.now()
    const names = await listAll<TrailInfo>(place, ['cloudtrail', 'ListTrails', 'Trails'], {})
    return { trails: isKnown(names) ? names.known.flatMap((t) => namedOnly(t, readAt)) : [] }
  },
} as const satisfies Probe
