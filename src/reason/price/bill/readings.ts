import type { BillLine } from '../../../model/bill.ts'
import type { PriceItem } from '../../../model/prices.ts'
import { between, isExact, type Range } from '../../../model/range.ts'
import { globalRegionOf } from '../../../model/regions.ts'
import type { Ternary } from '../../../model/scope.ts'
import { every } from '../../../model/ternary.ts'
import type { EventClass, VolumeReading } from '../../../model/volume.ts'
import { leavesOutGlobal } from '../../coverage/places/global-services.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { bestOf, beyond, disjoint } from '../volumes/readings.ts'
import { scopeOf, selectsScope } from '../volumes/scope-of.ts'
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './buckets.ts'
import { type Entry, pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'
import { wholeOf } from './whole.ts'

const items = {
  'management-read': 'management-copy',
  'management-write': 'management-copy',
  data: 'data-event',
  'network-activity': 'network-activity-event',
} as const satisfies Record<EventClass, PriceItem>

const isManagement = ({ class: kind }: VolumeReading): boolean => kind.startsWith('management')

const lineOf = (
  reading: VolumeReading,
  rest: Pick<Entry, 'trail' | 'item' | 'quantity' | 'why' | 'paidCopy'>,
): BillLine =>
  pricedMonth(
    {
      account: reading.account ?? UNKNOWN_ACCOUNT,
      region: reading.region ?? UNKNOWN_REGION,
      class: reading.class,
      type: reading.type ?? null,
      resource: reading.resource ?? null,
      principal: null,
      source: reading.volume.source,
      uncertainty: reading.volume.uncertainty,
      ...rest,
    },
    reading.volume.window,
  )

/** Usage that was billed is billed as it was; of events whose copies are not known all or none may be charged. */
const recorded = (reading: VolumeReading): BillLine => {
  const { perMonth } = reading.volume
  const settled = reading.item !== undefined || !isManagement(reading)
  return lineOf(reading, {
    trail: null,
    item: reading.item ?? items[reading.class],
    quantity: settled ? perMonth : between(0, perMonth.high, null),
    why: settled
      ? 'Recorded and charged, as the usage says; by which trail it does not say'
      : 'Recorded; how many of these are further copies is not known',
    paidCopy: isManagement(reading) ? 'unsettled' : 'not-applicable',
  })
}

const share = (selected: Ternary, { high, low, likely }: Range): Range =>
  selected === 'yes' ? { low, high, likely } : between(0, high, null)

const isOn = { on: 'yes', off: 'no', unknown: 'unknown' } as const satisfies Record<string, Ternary>

/** Whether a trail is on where the events of a reading happen: in one region, or in all of them. */
const isOnFor = (trail: PricedTrail, { account, region }: VolumeReading): Ternary => {
  if (account === undefined) return 'unknown'
  if (region !== undefined) return isOn[trail.stateIn({ account, region })]
  const atHome = isOn[trail.stateIn({ account, region: trail.arn.region })]
  return trail.config?.isMultiRegion === true ? atHome : every([atHome, 'unknown'])
}

/** Whether a trail is given all events of a reading, whatever it selects (facts/aws.md 3.8, 3.10). */
const isGivenAll = ({ arn, config }: PricedTrail, reading: VolumeReading): Ternary => {
  if (config === undefined) return 'unknown'
  const { region = globalRegionOf(arn.partition), type, resource } = reading
  const isOfObjects = type === undefined || type === 'AWS::S3::Object'
  const mayBeDeliveries = isManagement(reading) || (isOfObjects && resource === undefined)
  if (config.recursiveLogging === false && mayBeDeliveries) return 'unknown'
  return isManagement(reading) && leavesOutGlobal(arn, config, region) ? 'unknown' : 'yes'
}

/** Whether a trail records the events of a reading; without a place it may be anywhere. */
const records = (trail: PricedTrail, reading: VolumeReading): Ternary => {
  const on = isOnFor(trail, reading)
  if (on === 'no') return 'no'
  const selected =
    trail.selectors === undefined ? 'unknown' : selectsScope(trail.selectors, scopeOf(reading))
  return every([on, selected, isGivenAll(trail, reading)])
}

/** Whether the lake has all that a trail records of a reading: nothing of what it tells beyond that is the trail's. */
const isCounted = (
  { recorders }: Measured,
  trail: PricedTrail,
  { account, region }: VolumeReading,
): boolean => {
  const own = [...recorders]
    .filter(([key]) => {
      const [a, r] = key.split(' ')
      return (account === undefined || account === a) && (region === undefined || region === r)
    })
    .flatMap(([, list]) => list.filter((recorder) => recorder.trail === trail))
  return own.length > 0 && own.every(({ complete }) => complete)
}

/** What trails record of a reading beside the lake, a month. */
interface Held {
  readonly trail: PricedTrail
  readonly selected: Ternary
  readonly events: Range
}

const heldOf = (
  reading: VolumeReading,
  rest: Range,
  trails: readonly PricedTrail[],
): readonly Held[] =>
  trails.flatMap((trail) => {
    const selected = records(trail, reading)
    return selected === 'no' ? [] : [{ trail, selected, events: share(selected, rest) }]
  })

/** The copy of a trail that surely records all is the free one, and every further one of such a trail is paid. */
const copyOf = (
  { selected, events }: Held,
  free: Held,
): Pick<BillLine, 'item' | 'paidCopy'> & { readonly quantity: Range } => {
  const isSure = selected === 'yes' && free.selected === 'yes'
  const quantity = isSure ? events : between(0, events.high, events.likely)
  return {
    item: 'management-copy',
    quantity,
    paidCopy: isExact(quantity) && isSure ? 'paid' : 'unsettled',
  }
}

/** What happens is charged for each trail that is set to record it; a further copy only of management events. */
const happening = (reading: VolumeReading, held: readonly Held[]): readonly BillLine[] => {
  const free = held.find(({ selected }) => selected === 'yes') ?? held[0]
  return held.map((own) => {
    const { trail, selected, events } = own
    const charge = !isManagement(reading)
      ? { item: items[reading.class], quantity: events, paidCopy: 'not-applicable' as const }
      : free === undefined || own === free
        ? { item: 'management-first-copy' as const, quantity: events, paidCopy: 'free' as const }
        : copyOf(own, free)
    return lineOf(reading, {
      ...charge,
      trail: trail.arn.arn,
      why: `Trail ${trail.arn.name} is set to record ${selected === 'yes' ? 'all' : 'some, or perhaps none,'} of these events`,
    })
  })
}

interface Told {
  readonly reading: VolumeReading
  readonly held: readonly Held[]
}

/**
 * Readings of what the lake has no events of. What one tells beyond the lake is recorded by trails whose files were not
 * all read, proposed ones above all; a number that the user gives, of months to come, by all.
 */
const toldBeside = (measured: Measured): readonly Told[] => {
  const tuples = [...measured.tuples.values()].flat()
  const whole = wholeOf(measured)
  return disjoint(bestOf(measured.readings)).flatMap((own) => {
    const { reading } = own
    const told = beyond(own, tuples, measured.factor, whole)
    if (told === undefined) return []
    if (reading.counts === 'recorded') return [{ reading, held: [] }]
    const trails =
      told.inLake && reading.volume.source !== 'given'
        ? measured.trails.filter((trail) => !isCounted(measured, trail, reading))
        : measured.trails
    return [{ reading, held: heldOf(reading, told.rest, trails) }]
  })
}

/** Lines for what the lake has no events of: as measured elsewhere, and as the trails are set to record it. */
export const readingLines = (measured: Measured): readonly BillLine[] =>
  toldBeside(measured).flatMap(({ reading, held }) =>
    reading.counts === 'recorded' ? [recorded(reading)] : happening(reading, held),
  )

/** Events a month that trails record and the lake does not have, as measured elsewhere. */
export interface RecordedBeside {
  readonly trail: string
  readonly class: EventClass
  readonly events: Range
}

export const recordedBeside = (measured: Measured): readonly RecordedBeside[] =>
  toldBeside(measured).flatMap(({ reading, held }) =>
    held.map(({ trail, events }) => ({ trail: trail.arn.arn, class: reading.class, events })),
  )
