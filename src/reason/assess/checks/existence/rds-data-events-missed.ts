import type { Check } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { missedEvents } from '../../missed.ts'
import { pages } from '../../pages.ts'
import { managementReads, managementWrites, rdsDataEvents } from '../../recording/scopes.ts'

const withoutRds = trailOf({
  selectors: known({
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        ExcludeManagementEventSources: ['rdsdata.amazonaws.com'],
      },
    ],
  }),
})

export const rdsDataEventsMissed: Check = {
  id: 'rds-data-events-missed',
  group: 'existence',
  title: 'Management events of the RDS Data API are not left out',
  why: 'The Data API runs SQL over HTTPS with an IAM identity. Left out, queries of that kind leave no trace in the trail.',
  severity: 'low',
  references: {
    securityHub: ['CloudTrail.1'],
    aws: [pages.managementEvents],
  },
  remedy: 'trail-selectors',
  note: 'Reported only where other management events of the same kind are recorded.',
  run: missedEvents({
    what: 'Events of the RDS Data API',
    parts: [
      {
        scope: rdsDataEvents.writes,
        unless: { scope: managementWrites, is: ['missed', 'unknown'] },
      },
      { scope: rdsDataEvents.reads, unless: { scope: managementReads, is: ['missed', 'unknown'] } },
    ],
  }),
  examples: {
    pass: { says: 'a trail with all management events', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'a basic selector that excludes rdsdata.amazonaws.com',
      snapshot: snapshotOf({ trails: [withoutRds] }),
      expect: 'fail',
    },
    unknown: {
      says: 'one trail leaves it out, the selectors of a second one were denied',
      snapshot: snapshotOf({
        trails: [withoutRds, trailOf({ name: 'second', selectors: denied })],
      }),
      expect: 'unknown',
    },
  },
}
