import type { ConfigurationEvent } from '../../../model/coverage.ts'
import type { Scope, ScopeField } from '../../../model/scope.ts'
import { formatInstant, type Interval, SECOND } from '../../../model/time.ts'
import { selects } from '../../selectors/constraint.ts'
import { historyEvents } from '../history.ts'
import type { Recorders } from '../recorders.ts'
import type { Why } from './reason.ts'

const fieldsOf = (event: ConfigurationEvent): { readonly [F in ScopeField]?: string } => ({
  account: event.account,
  region: event.region,
  eventCategory: 'Management',
  eventSource: event.source,
  eventName: event.name,
})

const mayBeIn = (scope: Scope, event: ConfigurationEvent): boolean =>
  scope.boxes.some((box) =>
    Object.entries(fieldsOf(event)).every(([field, value]) => {
      const constraint = box.fields[field as ScopeField]
      return constraint === undefined || selects(constraint, value) !== 'no'
    }),
  )

/**
 * Events that event history shows and the lake does not hold: no question can find them, so that their seconds are
 * blind, whoever claims to have recorded all.
 */
export const unreadHistory = (
  { ground }: Recorders,
  scopes: readonly Scope[],
): readonly (Interval & Omit<Why, 'stage'>)[] => {
  const events = ground.once('unread history', () => {
    const { evidence, snapshots } = ground
    const inLake = new Set(
      evidence.events.filter((e) => e.objects.length > 0).map((e) => `${e.account} ${e.id}`),
    )
    return historyEvents(snapshots).filter((e) => !inLake.has(`${e.account} ${e.id}`))
  })
  return events
    .filter((event) => scopes.some((scope) => mayBeIn(scope, event)))
    .map((event) => ({
      from: event.time,
      to: event.time + SECOND,
      reason: 'not ingested' as const,
      detail: `event history has ${event.name} of ${formatInstant(event.time)} in ${event.account} ${event.region}, and the ingested logs do not`,
      remedy: 'look at this event in event history, and ingest the logs of that time',
    }))
}
