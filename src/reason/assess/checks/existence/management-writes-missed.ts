import type { Check } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { missedEvents } from '../../missed.ts'
import { pages } from '../../pages.ts'
import { managementWrites } from '../../recording/scopes.ts'

export const managementWritesMissed: Check = {
  id: 'management-writes-missed',
  group: 'existence',
  title: 'All management events that write are recorded',
  why: 'New keys, opened buckets, stopped trails: without the writes nothing that an intruder changed can be found.',
  severity: 'critical',
  references: {
    cis: ['v3.0.0/3.1', 'v6/4.1'],
    securityHub: ['CloudTrail.1'],
    aws: [pages.managementEvents],
  },
  remedy: 'trail-selectors',
  note: 'A trail that is logging and selects data events only is on, multi-region, and records none of them.',
  run: missedEvents({
    what: 'Management events that write',
    parts: [{ scope: managementWrites }],
  }),
  examples: {
    pass: { says: 'a trail with all management events', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'a trail with data events only',
      snapshot: snapshotOf({
        trails: [
          trailOf({
            selectors: known({
              EventSelectors: [
                {
                  IncludeManagementEvents: false,
                  DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
                },
              ],
            }),
          }),
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
