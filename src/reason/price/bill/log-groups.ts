import { NONE, type Range, scale, sum, UNKNOWN } from '../../../model/range.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import type { Tuple } from '../volumes/tuple.ts'
import { UNKNOWN_ACCOUNT } from './buckets.ts'
import { type Counted, heldBy } from './events.ts'
import type { Entry } from './ledger.ts'

const GB = 2 ** 30

/** What CloudWatch Logs adds to the size of each event (general knowledge, not confirmed): it widens the range. */
const OVERHEAD = 26

const GROUP_ARN = /^arn:[^:]*:logs:([^:]*):(\d{12}):/

/** Gigabytes of the events of which a trail holds a copy. */
const sizeOf = (tuple: Tuple, held: Range): Range => {
  if (tuple.count === 0) return NONE
  const plain = scale(held, tuple.bytes / tuple.count / GB)
  const most = scale(held, (tuple.bytes / tuple.count + OVERHEAD) / GB)
  return { ...plain, high: most.high }
}

/** Everything that a trail delivers goes to its log group as well, from all of its accounts and regions. */
const deliveredBy = (counted: readonly Counted[], trail: PricedTrail) => {
  const reached = counted.filter(({ cell }) => trail.reaches(cell) !== 'no')
  const own = reached.flatMap((c) => heldBy(c, trail))
  const isMeasured = reached.length > 0
  return {
    quantity: isMeasured ? sum(own.map(({ tuple, held }) => sizeOf(tuple, held))) : UNKNOWN,
    configured: !isMeasured || own.some(({ from }) => from === 'configuration'),
  }
}

/** Delivery to CloudWatch Logs: charged where the log group is. */
export const logGroupsOf = (
  counted: readonly Counted[],
  trails: readonly PricedTrail[],
): readonly Entry[] =>
  trails.flatMap((trail): readonly Entry[] => {
    const group = trail.config?.cloudWatchLogGroupArn
    if (group === undefined) return []
    const [, region, account] = GROUP_ARN.exec(group) ?? []
    const { quantity, configured } = deliveredBy(counted, trail)
    return [
      {
        account: account ?? UNKNOWN_ACCOUNT,
        region: region ?? trail.arn.region,
        trail: trail.arn.arn,
        class: null,
        type: null,
        resource: group.replace(/:\*$/, ''),
        principal: null,
        item: 'cloudwatch-logs-ingestion',
        quantity,
        source: configured ? 'configuration' : 'lake',
        uncertainty: 'Records as long as in the log files; storage in the log group is not counted',
        why: `Trail ${trail.arn.name} delivers every event to this log group as well`,
        paidCopy: 'not-applicable',
      },
    ]
  })
