import type { Place } from '../places.ts'
import type { World } from '../world.ts'
import { rulesHear } from './event-rules.ts'
import { anyHears, type Hearing } from './hearing.ts'
import { alarmsHear } from './log-alarms.ts'
import type { Sample } from './sample.ts'

/** Whether someone is told of an event that arises in a place, by a rule or an alarm, down to the last receiver. */
export const alerted = (world: World, place: Place, sample: Sample): Hearing =>
  anyHears([rulesHear(world, place, sample), alarmsHear(world, place, sample)])
