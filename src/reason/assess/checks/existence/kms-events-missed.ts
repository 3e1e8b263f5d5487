import type { Check } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { missedEvents } from '../../missed.ts'
import { pages } from '../../pages.ts'
import { kmsEvents, managementReads, managementWrites } from '../../recording/scopes.ts'

const withoutKms = trailOf({
  selectors: known({
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
        ],
      },
    ],
  }),
})

export const kmsEventsMissed: Check = {
  id: 'kms-events-missed',
  group: 'existence',
  title: 'Events of KMS are not left out',
  why: 'Leaving out KMS saves volume, and loses ScheduleKeyDeletion and DisableKey with it: how encrypted data is destroyed.',
  severity: 'medium',
  references: {
    securityHub: ['CloudTrail.1'],
    aws: [pages.managementEvents],
  },
  remedy: 'trail-selectors',
  note: 'To leave out only the noisy reads, record readOnly = false of everything and leave out KMS from the reads alone. Reported only where other management events of the same kind are recorded.',
  run: missedEvents({
    what: 'Events of KMS',
    parts: [
      {
        scope: kmsEvents.writes,
        unless: { scope: managementWrites, is: ['missed', 'unknown'] },
      },
      { scope: kmsEvents.reads, unless: { scope: managementReads, is: ['missed', 'unknown'] } },
    ],
  }),
  examples: {
    pass: { says: 'a trail with all management events', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'an advanced selector with eventSource NotEquals kms.amazonaws.com',
      snapshot: snapshotOf({ trails: [withoutKms] }),
      expect: 'fail',
    },
    unknown: {
      says: 'one trail leaves out KMS, the selectors of a second one were denied',
      snapshot: snapshotOf({
        trails: [withoutKms, trailOf({ name: 'second', selectors: denied })],
      }),
      expect: 'unknown',
    },
  },
}
