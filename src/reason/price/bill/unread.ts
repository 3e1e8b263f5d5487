import type { BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { PriceItem } from '../../../model/prices.ts'
import { UNKNOWN } from '../../../model/range.ts'
import type { Scope } from '../../../model/scope.ts'
import { type EventClass, eventClasses } from '../../../model/volume.ts'
import { boxOf } from '../../selectors/clause.ts'
import { covers } from '../../selectors/covers.ts'
import { selectedBy } from '../../selectors/facets.ts'
import { intersect } from '../../selectors/intersect.ts'
import { type Cell, cellKey, type PricedTrail, type Recorder } from '../copies/recorder.ts'
import { scopeOf } from '../volumes/scope-of.ts'
import { pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'

const items = {
  'management-read': 'management-copy',
  'management-write': 'management-copy',
  data: 'data-event',
  'network-activity': 'network-activity-event',
} as const satisfies Record<EventClass, PriceItem>

const classScopes = new Map(
  eventClasses.map((kind) => [
    kind,
    scopeOf({
      class: kind,
      counts: 'happening',
      volume: { perMonth: UNKNOWN, unit: 'event', source: 'lake', uncertainty: '' },
    }),
  ]),
)

type Selecting = (trail: PricedTrail, kind: EventClass) => Scope | undefined

/** What of a class a trail may select; undefined for nothing. Remembered: trails work in many cells. */
const selecting = (): Selecting => {
  const known = new Map<PricedTrail, Map<EventClass, Scope | undefined>>()
  const found = ({ selectors }: PricedTrail, kind: EventClass): Scope | undefined => {
    const all = classScopes.get(kind) ?? { boxes: [] }
    if (selectors === undefined) return all
    const own = intersect(all, { boxes: selectedBy(selectors, 'may').map(boxOf) })
    return own.boxes.length === 0 ? undefined : own
  }
  return (trail, kind) => {
    const own = known.get(trail) ?? new Map<EventClass, Scope | undefined>()
    known.set(trail, own)
    if (!own.has(kind)) own.set(kind, found(trail, kind))
    return own.get(kind)
  }
}

/** Whether trails all of whose files were read record all of a scope: then nothing of it is unseen. */
const isSeenBy = (scope: Scope, complete: readonly PricedTrail[]): boolean =>
  covers(
    complete.flatMap(({ arn, selectors }) =>
      selectors === undefined ? [] : { id: arn.arn, limits: [{ fields: {} }], selectors },
    ),
    scope,
    'must',
  ).covered

/** Whether a number from elsewhere speaks of all events of a class in a cell; one that was billed, of all copies. */
const isTold = ({ readings }: Measured, { account, region }: Cell, kind: EventClass): boolean =>
  readings
    .filter(
      (r) =>
        (r.account === undefined || r.account === account) &&
        (r.region === undefined || r.region === region),
    )
    .some((r) =>
      r.counts === 'recorded'
        ? items[r.class] === items[kind]
        : r.class === kind &&
          r.type === undefined &&
          r.resource === undefined &&
          r.access === undefined,
    )

interface Unread {
  readonly account: string
  readonly region: string
  readonly recorder: Recorder
  readonly class: EventClass
}

const trailsOf = ({ trail, was, writers }: Recorder): readonly PricedTrail[] =>
  trail === undefined ? writers : [was ?? trail]

const unreadIn = (
  measured: Measured,
  cell: Cell,
  all: readonly Recorder[],
  selects: Selecting,
): readonly Unread[] => {
  const recorders = all.filter(({ isProposed }) => isProposed === undefined)
  if (recorders.every(({ complete }) => complete)) return []
  const tuples = measured.tuples.get(cellKey(cell)) ?? []
  const on = (recorder: Recorder) =>
    trailsOf(recorder).filter((trail) => trail.stateIn(cell) !== 'off')
  const whole = recorders.filter((r) => r.complete).flatMap(on)
  return eventClasses.flatMap((kind): readonly Unread[] => {
    if (isTold(measured, cell, kind)) return []
    const isManagement = items[kind] === 'management-copy'
    const own = tuples.filter((tuple) => tuple.class === kind)
    // event history holds all management events of its account and region
    if (isManagement && own.some(({ seen }) => seen === 0)) return []
    const mayHold = (recorder: Recorder): boolean =>
      recorder.trail === undefined && recorder.writers.length === 0
        ? own.some(({ seen }) => (seen & recorder.bits) !== 0)
        : on(recorder).some((trail) => selects(trail, kind) !== undefined)
    const holding = recorders.filter(mayHold)
    const copies = holding.reduce((sum, r) => sum + Math.max(1, on(r).length), 0)
    if (isManagement && copies < 2) return []
    return holding
      .filter((recorder) => !recorder.complete)
      .filter((recorder) => {
        const scopes = on(recorder).flatMap((trail) => selects(trail, kind) ?? [])
        const scope = { boxes: scopes.flatMap(({ boxes }) => boxes) }
        return scopes.length === 0 || !isSeenBy(scope, whole)
      })
      .map((recorder) => ({ ...cell, recorder, class: kind }))
  })
}

const lineOf = (all: readonly Unread[]): readonly BillLine[] => {
  const [first] = all
  if (first === undefined) return []
  const { account, region, recorder, class: kind } = first
  const regions = [...new Set(all.map((u) => u.region))].sort()
  const name = recorder.trail === undefined ? recorder.id : `trail ${recorder.trail.arn.name}`
  const where = regions.length > 3 ? `${regions.length} regions` : regions.join(', ')
  return [
    pricedMonth(
      {
        account,
        region,
        trail: recorder.id,
        class: new Set(all.map((u) => u.class)).size === 1 ? kind : null,
        type: null,
        resource: null,
        principal: null,
        item: items[kind],
        quantity: UNKNOWN,
        source: 'configuration',
        uncertainty: `Not every file that ${name} delivered was read: what they hold beyond the events that were counted is not known`,
        why: `Files of ${name} in account ${account}, ${where}`,
        paidCopy: items[kind] === 'management-copy' ? 'unsettled' : 'not-applicable',
      },
      undefined,
    ),
  ]
}

/**
 * What is recorded beyond the events that were counted: in files that were not read, in regions and on days that were not
 * ingested. It costs something that is not known, unless trails all of whose files were read record the same, or it is the
 * only copy of management events.
 */
export const unreadLines = (measured: Measured): readonly BillLine[] => {
  if (measured.window === null) return []
  const selects = selecting()
  const unread = [...measured.recorders].flatMap(([key, recorders]) => {
    const [account = '', region = ''] = key.split(' ')
    return unreadIn(measured, { account, region }, recorders, selects)
  })
  const byLine = groupBy(unread, ({ account, recorder, class: kind }) =>
    [account, recorder.id, items[kind]].join('\t'),
  )
  return [...byLine.values()].flatMap(lineOf)
}
