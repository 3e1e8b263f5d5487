import type { CopyReport } from '../../../model/bill.ts'
import type { PriceItem } from '../../../model/prices.ts'
import { between, type Range } from '../../../model/range.ts'
import { type Charged, chargedOf } from '../copies/charged.ts'
import { type Copies, copiesOf } from '../copies/copies.ts'
import { ranked } from '../copies/rank.ts'
import type { Cell, PricedTrail, Recorder } from '../copies/recorder.ts'
import { copyReports } from '../copies/report.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Entry } from './ledger.ts'
import type { Measured } from './measured.ts'

/** The events of one cell with their copies: what most parts of a bill are computed from. */
export interface Counted {
  readonly cell: Cell
  readonly recorders: readonly Recorder[]
  readonly events: readonly { readonly tuple: Tuple; readonly copies: readonly Copies[] }[]
}

/** Every cell with events, each tuple with who holds copies of it. */
export const countedCells = ({ tuples, recorders }: Measured): readonly Counted[] =>
  [...tuples].flatMap(([key, own]) => {
    const [first] = own
    if (first === undefined) return []
    const list = recorders.get(key) ?? []
    return {
      cell: { account: first.account, region: first.region },
      recorders: list,
      events: own.map((tuple) => ({ tuple, copies: copiesOf(tuple, list) })),
    }
  })

/** Events that a trail holds copies of: surely its own, and those in places that it shares with others (R18). */
export const heldBy = (
  { events }: Counted,
  trail: PricedTrail,
): readonly { readonly tuple: Tuple; readonly held: Range; readonly from: Copies['from'] }[] =>
  events.flatMap(({ tuple, copies }) =>
    copies.flatMap(({ recorder, events: all, from }) => {
      if (recorder.trail === trail) return [{ tuple, held: all, from }]
      if (!recorder.writers.includes(trail)) return []
      return [{ tuple, held: between(0, tuple.count, null), from }]
    }),
  )

const nameOf = ({ id, trail }: Recorder): string =>
  trail === undefined ? id : `trail ${trail.arn.name}`

const uncertaintyOf = (from: Copies['from'], recorder: Recorder): string => {
  if (from === 'configuration')
    return `Files of ${nameOf(recorder)} were not ingested; counted is what it is set to record of what others recorded`
  if (!recorder.isApart) return `Whose copies those in ${recorder.id} are is not known`
  return recorder.complete || recorder.trail === undefined
    ? ''
    : `Not every file that ${nameOf(recorder)} delivered was read`
}

const SPREAD = 'The number that was given, shared out as the events of the lake are'

const entryOf = (
  tuple: Tuple,
  recorder: Recorder,
  from: Copies['from'],
): Omit<Entry, 'item' | 'why' | 'paidCopy' | 'quantity'> => ({
  account: tuple.account,
  region: tuple.region,
  trail: recorder.id,
  class: tuple.class,
  type: tuple.type,
  resource: tuple.resource,
  principal: tuple.principal,
  source: tuple.source ?? (from === 'sightings' ? 'lake' : 'configuration'),
  uncertainty: [tuple.source === 'given' ? SPREAD : '', uncertaintyOf(from, recorder)]
    .filter((s) => s !== '')
    .join('. '),
})

const whyManagement = ({ recorder, standing }: Charged, free: Recorder | undefined): string => {
  if (standing === 'free')
    return `First copy of management events of the account and region, by ${nameOf(recorder)}: free`
  if (standing === 'paid')
    return `Further copy by ${nameOf(recorder)} of management events that ${free === undefined ? 'another trail' : nameOf(free)} records already`
  return free === recorder
    ? `Files of ${recorder.id} may hold copies of several trails`
    : `Copy by ${nameOf(recorder)}: charged if it is a further one, which is not known for these events`
}

const isManagement = ({ tuple }: Counted['events'][number]): boolean =>
  tuple.class === 'management-read' || tuple.class === 'management-write'

interface Management {
  readonly entries: readonly Entry[]
  readonly copies: readonly CopyReport[]
}

/** Management events of one cell: one copy of each is free, every further one is charged (facts/aws.md 4). */
export const managementOf = ({ cell, recorders, events }: Counted, factor: number): Management => {
  const own = events.filter(isManagement)
  const copied = own.map(({ tuple, copies }) => ({ copies, count: tuple.count }))
  const order = ranked(cell, recorders, copied)
  const entries = own.flatMap(({ tuple, copies }) =>
    chargedOf({ copies, count: tuple.count }, order).map((charged): Entry => {
      const { recorder, from, standing, events: held, paid } = charged
      const isFree = standing === 'free'
      return {
        ...entryOf(tuple, recorder, from),
        item: isFree ? 'management-first-copy' : 'management-copy',
        quantity: isFree ? held : paid,
        why: whyManagement(charged, order[0]),
        paidCopy: standing,
      }
    }),
  )
  return { entries, copies: copyReports(cell, order, copied, factor) }
}

const otherItems = {
  data: 'data-event',
  'network-activity': 'network-activity-event',
} as const satisfies Record<string, PriceItem>

const whyEach = {
  data: 'Data events are charged for every copy, the first one too',
  'network-activity': 'Network activity events are charged for every copy',
} as const

/** Data events and network activity of one cell: every copy is charged. */
export const eachCopyOf = ({ events }: Counted): readonly Entry[] =>
  events.flatMap(({ tuple, copies }) => {
    const kind = tuple.class
    if (kind !== 'data' && kind !== 'network-activity') return []
    return copies.map(
      ({ recorder, from, events: held }): Entry => ({
        ...entryOf(tuple, recorder, from),
        item: otherItems[kind],
        quantity: held,
        why: `${whyEach[kind]}: recorded by ${nameOf(recorder)}`,
        paidCopy: 'not-applicable',
      }),
    )
  })
