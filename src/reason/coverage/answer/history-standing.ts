import type { Assumption, Coverage } from '../../../model/coverage.ts'
import { contains } from '../../../model/intervals.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Instant } from '../../../model/time.ts'
import type { HistoryRead } from '../history.ts'
import type { Recorders } from '../recorders.ts'
import { trustedReads } from '../trusted-reads.ts'
import type { Standing } from './standing.ts'

/** Event history holds all management events, whatever any trail selects (facts/aws.md 3.1). */
const ALL_MANAGEMENT: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  ],
}

const HISTORY = 'event-history'

/** What a `no` that rests on event history takes for true (R30). */
export const historyAssumed = (piece: Coverage['recorded'][number]): readonly Assumption[] =>
  piece.by.includes(HISTORY)
    ? [
        {
          id: HISTORY,
          sentence:
            'LookupEvents answered every management event that it was asked for, and the answers were not altered before they were read: nothing signs them',
        },
      ]
    : []

const readsOf = ({ ground }: Recorders): readonly HistoryRead[] =>
  trustedReads(ground, ground.settings.settling)

/** The times at which what was fetched of event history begins and ends. */
export const historyEdges = (recorders: Recorders): readonly Instant[] =>
  readsOf(recorders).flatMap(({ times }) => times.flatMap((t) => [t.from, t.to]))

/** Until when event history was fetched into the lake: what a question can find in it is settled up to there. */
export const historyUntil = (recorders: Recorders): readonly Instant[] =>
  readsOf(recorders).flatMap(({ names, times }) => (names === 'all' ? times.map((t) => t.to) : []))

/**
 * What was fetched of event history counts for exactly the names, account and region that were asked (R17). Nothing
 * signs its answers, so that no slot of it is ever verified (R29).
 */
export const historyAt = (recorders: Recorders, time: Instant): readonly Standing[] =>
  readsOf(recorders).flatMap(({ account, region, names, times }) => {
    if (!contains(times, time)) return []
    const recording = {
      id: HISTORY,
      limits: [
        {
          fields: {
            account: { Equals: [account] },
            region: { Equals: [region] },
            eventCategory: { Equals: ['Management'] },
            ...(names === 'all' ? {} : { eventName: { Equals: names } }),
          },
        },
      ],
      selectors: ALL_MANAGEMENT,
    }
    const key = `${HISTORY} ${account} ${region} ${names === 'all' ? '' : JSON.stringify(names)}`
    return [{ id: HISTORY, choices: [recording], verified: [], key, verifiedKey: '' }]
  })
