import type { Probe } from '../probe.ts'
import { lookUp } from './history/look-up.ts'
import { lookUpsOf } from './history/look-ups.ts'

/** Event history is kept by AWS whatever the trails do: a witness that none of them can switch off (R21). */
export const history = {
  id: 'history',
  reads:
    'Event history of 90 days for changes of trails, log buckets, keys, regions and the organisation.',
  step: 'history',
  reach: 'account',
  calls: [{ service: 'cloudtrail', operation: 'LookupEvents', action: 'cloudtrail:LookupEvents' }],
  run: async (place) => ({
    history: (await Promise.all(lookUpsOf(place).map((wanted) => lookUp(place, wanted)))).flat(),
  }),
} as const satisfies Probe
