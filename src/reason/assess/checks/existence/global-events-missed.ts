import type { Check } from '../../check.ts'
import { denied, snapshotOf, trailOf } from '../../given.ts'
import { missedEvents } from '../../missed.ts'
import { pages } from '../../pages.ts'
import { globalEvents, managementReads, managementWrites } from '../../recording/scopes.ts'

/** One trail in each region, and that of us-east-1 leaves out global services. */
const regional = [
  trailOf({ config: { isMultiRegion: false } }),
  trailOf({
    name: 'virginia',
    region: 'us-east-1',
    config: { isMultiRegion: false, includeGlobalServiceEvents: false },
  }),
]

export const globalEventsMissed: Check = {
  id: 'global-events-missed',
  group: 'existence',
  title: 'Events of global services are recorded',
  why: 'IAM and CloudFront are recorded in us-east-1 only. An account that leaves them out there does not see new users and keys.',
  severity: 'critical',
  references: {
    cis: ['v3.0.0/3.1', 'v6/4.1'],
    aws: [pages.concepts],
  },
  remedy: 'trail-selectors',
  note: 'Since 22 November 2021 a trail of one region elsewhere receives none of them, whatever its flag says; a multi-region trail always does. One trail with them is enough. Judged in the partition aws, where the region is documented.',
  run: missedEvents({
    what: 'Events of IAM and CloudFront',
    region: 'us-east-1',
    parts: [
      { scope: globalEvents.writes, unless: { scope: managementWrites, is: ['missed'] } },
      { scope: globalEvents.reads, unless: { scope: managementReads, is: ['missed'] } },
    ],
  }),
  examples: {
    pass: { says: 'a healthy multi-region trail', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'the trail of us-east-1 has IncludeGlobalServiceEvents off',
      snapshot: snapshotOf({ trails: regional }),
      expect: 'fail',
    },
    unknown: {
      says: 'the same, and the selectors of another trail were denied',
      snapshot: snapshotOf({
        trails: [...regional, trailOf({ name: 'second', selectors: denied })],
      }),
      expect: 'unknown',
    },
  },
}
