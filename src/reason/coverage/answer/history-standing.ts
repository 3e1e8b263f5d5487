import { contains } from '../../../model/intervals.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Instant } from '../../../model/time.ts'
import { readWhole } from '../history.ts'
import type { Recorders } from '../recorders.ts'
import { fetchedTimes } from '../trails/witness.ts'
import type { Standing } from './standing.ts'

/** Event history holds all management events, whatever any trail selects (facts/aws.md 3.1). */
const ALL_MANAGEMENT: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  ],
}

const HISTORY = 'event-history'

const fetchesOf = ({ ground }: Recorders) =>
  ground.snapshots
    .flatMap((s) => s.history)
    .filter(readWhole)
    .map((fetched) => ({ fetched, times: fetchedTimes(fetched, ground.settings.settling) }))

/** The times at which what was fetched of event history begins and ends. */
export const historyEdges = (recorders: Recorders): readonly Instant[] =>
  fetchesOf(recorders).flatMap(({ times }) => times.flatMap((t) => [t.from, t.to]))

/** What was fetched of event history counts for exactly the names, account and region that were asked (R17). */
export const historyAt = (recorders: Recorders, time: Instant): readonly Standing[] =>
  fetchesOf(recorders).flatMap(({ fetched, times }, i) => {
    if (!contains(times, time)) return []
    const recording = {
      id: HISTORY,
      limits: [
        {
          fields: {
            account: { Equals: [fetched.account] },
            region: { Equals: [fetched.region] },
            eventCategory: { Equals: ['Management'] },
            eventName: { Equals: fetched.eventNames },
          },
        },
      ],
      selectors: ALL_MANAGEMENT,
    }
    const key = `${HISTORY} ${i}`
    return [{ id: HISTORY, choices: [recording], verified: [recording], key, verifiedKey: key }]
  })
