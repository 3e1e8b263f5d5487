import type { Check } from '../../check.ts'
import { failingDeliveries } from '../../failing-deliveries.ts'
import { denied, REGION, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { deliveryOf } from '../../recording/delivery.ts'

export const s3DeliveryFailing: Check = {
  id: 's3-delivery-failing',
  group: 'existence',
  title: 'Log files arrive in the bucket of each trail that is logging',
  why: 'A trail can be on and record nothing: the bucket is gone, its policy or the key refuses. CloudTrail tries again for 30 days, and then the events are lost.',
  severity: 'critical',
  isCause: true,
  references: { aws: [pages.trailStatus] },
  remedy: 'bucket-policy',
  note: 'An error is a failure. Without one, a last delivery more than a day before the reading is a failure where management events are selected, since every account has some each day; a quiet region is no failure while another region of the account delivers.',
  run: failingDeliveries({
    what: 'log files to S3',
    applies: () => true,
    judge: (world, view, { account, status, readAt }) =>
      deliveryOf(world, view, account, status, readAt),
  }),
  examples: {
    pass: { says: 'delivered ten minutes ago', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'logging, and LatestDeliveryError is AccessDenied',
      snapshot: snapshotOf({
        trails: [trailOf({ status: { latestDeliveryError: 'AccessDenied' } })],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'the status in one of two regions was denied',
      snapshot: snapshotOf({
        trails: [
          trailOf({
            over: {
              status: trailOf().status.map((s) =>
                s.region === REGION ? s : { ...s, status: denied },
              ),
            },
          }),
        ],
      }),
      expect: 'unknown',
    },
  },
}
