import { type Place, placeKey } from '../places.ts'
import type { World } from '../world.ts'
import { hasRules, rulesHear } from './event-rules.ts'
import { anyHears, type Hearing } from './hearing.ts'
import { alarmsHear, trailsWithLogGroup } from './log-alarms.ts'
import type { Sample } from './sample.ts'

const hear = (world: World, place: Place, sample: Sample): Hearing =>
  anyHears([rulesHear(world, place, sample), alarmsHear(world, place, sample)])

/** Whether someone is told of an event that arises in a place, by a rule or an alarm, down to the last receiver. */
export const alerted = (world: World, place: Place, sample: Sample): Hearing => {
  const mayBeHeard = hasRules(world, place) || trailsWithLogGroup(world, place).length > 0
  // where nothing listens the answer is the same for every event
  return mayBeHeard
    ? hear(world, place, sample)
    : world.once(`deaf ${placeKey(place)}`, () => hear(world, place, sample))
}
