import { isKnown } from '../../model/observed.ts'
import type { TrailConfig, TrailStatus } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import type { Result } from './check.ts'
import type { Delivery } from './recording/delivery.ts'
import { type TrailView, trailsOf } from './recording/trail-index.ts'
import { counted, some } from './words.ts'
import type { World } from './world.ts'

/** One copy of a trail that is logging. */
export interface LoggingCopy {
  readonly account: string
  readonly region: string
  readonly status: TrailStatus
  readonly readAt: Instant
}

interface Deliveries {
  /** What is delivered, and where to: `log files to S3`. */
  readonly what: string
  /** Whether a trail delivers this at all. */
  readonly applies: (config: TrailConfig) => boolean
  readonly judge: (world: World, view: TrailView, copy: LoggingCopy) => Delivery
}

const SHOWN = 20

const loggingCopies = ({ trail }: TrailView): readonly LoggingCopy[] =>
  trail.status.flatMap(({ account, region, readAt, status }) =>
    isKnown(status) && status.known.isLogging
      ? [{ account, region, readAt, status: status.known }]
      : [],
  )

const placesOf = (copies: readonly { account: string; region: string }[]): readonly string[] =>
  [...new Set(copies.map(({ account, region }) => `${region} of ${account}`))].sort()

const resultOf = (
  { arn }: TrailView,
  status: Result['status'],
  reason: string,
  copies: readonly (Pick<LoggingCopy, 'account' | 'region'> & { readonly why: string })[],
): Result => ({
  status,
  resource: arn.arn,
  account: arn.account,
  region: arn.region,
  reason,
  evidence: copies.slice(0, SHOWN).map((c) => `${c.region} of ${c.account}: ${c.why}`),
  ...(status === 'pass'
    ? {}
    : {
        regions: [...new Set(copies.map((c) => c.region))].sort(),
        facet: `${status} ${placesOf(copies).join()}`,
      }),
})

const judgeTrail = (world: World, view: TrailView, { what, judge }: Deliveries): Result[] => {
  const { name } = view.arn
  const logging = loggingCopies(view)
  if (logging.length === 0) return []
  const judged = logging.flatMap((copy) => {
    const delivery = judge(world, view, copy)
    return delivery.state === 'working' ? [] : [{ ...copy, ...delivery }]
  })
  const failing = judged.flatMap((c) => (c.state === 'failing' ? [c] : []))
  const unread = view.trail.status
    .filter((c) => !isKnown(c.status))
    .map(({ account, region }) => ({ account, region, why: 'its status could not be read' }))
  const unsure = [...judged.flatMap((c) => (c.state === 'unknown' ? [c] : [])), ...unread]
  const results: Result[] = []
  if (failing.length > 0)
    results.push(
      resultOf(
        view,
        'fail',
        `trail ${name} does not deliver ${what} from ${some(placesOf(failing))}: ${failing[0]?.why}`,
        failing,
      ),
    )
  if (unsure.length > 0)
    results.push({
      ...resultOf(
        view,
        'unknown',
        `whether trail ${name} delivers ${what} from ${some(placesOf(unsure))} is not known: ${unsure[0]?.why}`,
        unsure,
      ),
      settle: `read cloudtrail:GetTrailStatus of ${view.arn.arn} there, a day after it was started`,
    })
  return results.length > 0
    ? results
    : [
        resultOf(
          view,
          'pass',
          `trail ${name} delivers ${what} from ${counted(logging.length, 'place')}`,
          [],
        ),
      ]
}

/**
 * For each trail that is logging whether what it delivers arrives, over all of its copies: one result for those that
 * fail and one for those that are not known. A trail that is off is reported by `trail-not-logging` only.
 */
export const failingDeliveries =
  (deliveries: Deliveries) =>
  (world: World): readonly Result[] =>
    trailsOf(world).all.flatMap((view) => {
      const { config } = view.trail
      return isKnown(config) && deliveries.applies(config.known)
        ? judgeTrail(world, view, deliveries)
        : []
    })
