import { isKnown } from '../../../model/observed.ts'
import type { Place } from '../../../reason/assess/places.ts'
import type { Context } from '../remedy.ts'
import type { LogFeed } from './log-feed.ts'

const state = (isThere: boolean): 'existing' | 'new' => (isThere ? 'existing' : 'new')

const isAt = (one: Place, { account, region }: Place): boolean =>
  one.account === account && one.region === region

/** Whether an alarm of the name is there now. */
export const stateOfAlarm = ({ collected }: Context, place: Place, name: string) =>
  state(collected.alarms.some((alarm) => isAt(alarm, place) && alarm.name === name))

/** Whether a metric filter of the name is on the log group now. */
export const stateOfFilter = ({ collected }: Context, feed: LogFeed, name: string) =>
  state(
    collected.logGroups.some(
      (group) =>
        isAt(group, feed.place) &&
        group.name === feed.logGroup &&
        group.metricFilters !== undefined &&
        isKnown(group.metricFilters) &&
        group.metricFilters.known.some((filter) => filter.name === name),
    ),
  )
