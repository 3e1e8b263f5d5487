import type { DesiredOf } from '../../../model/desired.ts'
import { isLogging, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import type { Place } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Context } from '../remedy.ts'
import { feedOf } from './log-feed.ts'
import { silenceAlarm } from './silence.ts'

/** Alarms on silence for the trails that log into a log group of a place. */
export const silencesAt = (
  context: Context,
  world: World,
  place: Place,
  topic: string,
): readonly DesiredOf<'alarm'>[] =>
  knownTrails(world)
    .filter((t) => isLogging(t) === true)
    .flatMap((t) => feedOf(world, t) ?? [])
    .filter(({ place: at }) => at.account === place.account && at.region === place.region)
    .map((feed) => silenceAlarm(context, feed, topic))
