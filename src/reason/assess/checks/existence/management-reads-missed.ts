import type { Check } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { missedEvents } from '../../missed.ts'
import { pages } from '../../pages.ts'
import { managementReads } from '../../recording/scopes.ts'

export const managementReadsMissed: Check = {
  id: 'management-reads-missed',
  group: 'existence',
  title: 'All management events that read are recorded',
  why: 'AssumeRole is a read: a trail that records writes only cannot say who became which role. Reads also show what an intruder looked at.',
  severity: 'high',
  references: {
    cis: ['v3.0.0/3.1', 'v6/4.1'],
    securityHub: ['CloudTrail.1'],
    aws: [pages.managementEvents],
  },
  remedy: 'trail-selectors',
  note: 'All recorders count together: one trail with reads and another with writes are enough. KMS, the RDS Data API and global services have checks of their own.',
  run: missedEvents({
    what: 'Management events that read',
    parts: [{ scope: managementReads }],
  }),
  examples: {
    pass: { says: 'a trail with all management events', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'a trail with writes only',
      snapshot: snapshotOf({
        trails: [
          trailOf({ selectors: known({ EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }) }),
        ],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'the selectors of the trail were denied',
      snapshot: snapshotOf({ trails: [trailOf({ selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
