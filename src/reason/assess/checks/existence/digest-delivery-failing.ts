import { formatInstant, HOUR } from '../../../../model/time.ts'
import type { Check } from '../../check.ts'
import { failingDeliveries, type LoggingCopy } from '../../failing-deliveries.ts'
import { AT, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import type { Delivery } from '../../recording/delivery.ts'
import type { TrailView } from '../../recording/trail-index.ts'
import type { World } from '../../world.ts'

const judge = (world: World, _: TrailView, copy: LoggingCopy): Delivery => {
  const { latestDigestDeliveryError: error, latestDigestDeliveryTime: time } = copy.status
  if (error !== undefined) return { state: 'failing', why: `the bucket answers ${error}`, error }
  if (time === undefined) return { state: 'unknown', why: 'AWS told no time of a digest' }
  return time >= copy.readAt - world.expectations.staleDigest
    ? { state: 'working' }
    : {
        state: 'failing',
        why: `the last digest is of ${formatInstant(time)}, although one is due every hour`,
      }
}

const withDigest = (over: Parameters<typeof trailOf>[0]) => snapshotOf({ trails: [trailOf(over)] })
const without = trailOf()

export const digestDeliveryFailing: Check = {
  id: 'digest-delivery-failing',
  group: 'existence',
  title: 'Digests arrive every hour where validation is on',
  why: 'Without the digest of an hour nobody can prove later that its log files are whole. The flag alone proves nothing.',
  severity: 'medium',
  references: {
    cis: ['v3.0.0/3.2', 'v6/4.2'],
    securityHub: ['CloudTrail.4'],
    aws: [pages.validation, pages.trailStatus],
  },
  remedy: 'bucket-policy',
  note: 'A digest comes every hour, an empty one as well. Where none was ever told, validation may have been switched on within the hour: that is unknown, and is read again later.',
  run: failingDeliveries({
    what: 'digests',
    applies: (config) => config.logFileValidation,
    judge,
  }),
  examples: {
    pass: { says: 'a digest half an hour ago', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'validation is on, the last digest is ten hours old',
      snapshot: withDigest({ status: { latestDigestDeliveryTime: AT - 10 * HOUR } }),
      expect: 'fail',
    },
    unknown: {
      says: 'validation is on and no digest was ever told',
      snapshot: withDigest({
        over: {
          status: without.status.map((s) => ({
            ...s,
            status: { known: { isLogging: true, latestDeliveryTime: AT - HOUR } },
          })),
        },
      }),
      expect: 'unknown',
    },
  },
}
