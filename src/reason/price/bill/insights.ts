import type { PriceItem } from '../../../model/prices.ts'
import { between, scale, sum } from '../../../model/range.ts'
import type { EventClass } from '../../../model/volume.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { type Counted, heldBy } from './events.ts'
import type { Entry } from './ledger.ts'

const RATE = 'ApiCallRateInsight'
const ERRORS = 'ApiErrorRateInsight'

interface Analysed {
  readonly category: 'Management' | 'Data'
  readonly class: EventClass
  readonly item: PriceItem
  /** Types that analyse each event of the class once; the rate of management calls is that of writes alone. */
  readonly types: readonly string[]
}

/** What each type of Insights analyses, by class of event (facts/aws.md 3.9, 4). */
const analysed: readonly Analysed[] = [
  {
    category: 'Management',
    class: 'management-write',
    item: 'insights-management',
    types: [RATE, ERRORS],
  },
  {
    category: 'Management',
    class: 'management-read',
    item: 'insights-management',
    types: [ERRORS],
  },
  { category: 'Data', class: 'data', item: 'insights-data', types: [RATE, ERRORS] },
]

/** The events of a class that a trail records in a cell. */
const recordedBy = (counted: Counted, trail: PricedTrail, kind: EventClass) => {
  const own = heldBy(counted, trail).filter(({ tuple }) => tuple.class === kind)
  return {
    total: sum(own.map(({ held }) => held)),
    configured: own.some(({ from }) => from === 'configuration'),
  }
}

type Insight = NonNullable<PricedTrail['insights']>[number]

const lineOf = (
  counted: Counted,
  trail: PricedTrail,
  insight: Insight,
  of: Analysed,
): readonly Entry[] => {
  if (!insight.categories.includes(of.category)) return []
  const known = insight.type === RATE || insight.type === ERRORS
  if (known && !of.types.includes(insight.type)) return []
  const { total, configured } = recordedBy(counted, trail, of.class)
  if (total.high === 0) return []
  return [
    {
      ...counted.cell,
      trail: trail.arn.arn,
      class: of.class,
      type: insight.type,
      resource: null,
      principal: null,
      item: of.item,
      quantity: known ? total : between(0, total.high, null),
      source: configured ? 'configuration' : 'lake',
      uncertainty: known ? '' : `What ${insight.type} analyses is not documented`,
      why: `Insights of type ${insight.type} analyse these events once more for trail ${trail.arn.name}`,
      paidCopy: 'not-applicable',
    },
  ]
}

/** All that Insights may analyse, where it was not read whether they are on; they are off unless turned on. */
const unread = (counted: Counted, trail: PricedTrail): readonly Entry[] =>
  analysed.flatMap((of): readonly Entry[] => {
    const { total, configured } = recordedBy(counted, trail, of.class)
    if (total.high === 0) return []
    return [
      {
        ...counted.cell,
        trail: trail.arn.arn,
        class: of.class,
        type: null,
        resource: null,
        principal: null,
        item: of.item,
        quantity: between(0, scale(total, of.types.length).high, 0),
        source: configured ? 'configuration' : 'lake',
        uncertainty: `Whether trail ${trail.arn.name} has Insights was not read`,
        why: `Insights would analyse these events for trail ${trail.arn.name}`,
        paidCopy: 'not-applicable',
      },
    ]
  })

/**
 * Insights of one cell: each type on each trail analyses and charges apart, so that writes count twice where both types
 * are on, reads once, and data events twice (facts/aws.md 4).
 */
export const insightsOf = (counted: Counted): readonly Entry[] =>
  [...new Set(counted.recorders.flatMap(({ trail, writers }) => trail ?? writers))]
    .filter((trail) => trail.stateIn(counted.cell) !== 'off')
    .flatMap(
      (trail) =>
        trail.insights?.flatMap((insight) =>
          analysed.flatMap((of) => lineOf(counted, trail, insight, of)),
        ) ?? unread(counted, trail),
    )
