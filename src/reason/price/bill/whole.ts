import type { VolumeReading } from '../../../model/volume.ts'
import { accountsNamed } from '../copies/cells.ts'
import type { Cell, PricedTrail } from '../copies/recorder.ts'
import { readingKey, speaksOf } from '../volumes/readings.ts'
import { scopeOf, selectsScope } from '../volumes/scope-of.ts'
import type { Measured } from './measured.ts'

/** Every account that a bill may be of: of trails, of members of the organisation, and of events. */
export const accountsOf = ({ snapshots, trails, tuples }: Measured): readonly string[] => {
  const seen = [...tuples.values()].flatMap((own) => own[0]?.account ?? [])
  return [...new Set([...accountsNamed(snapshots, trails), ...seen])].sort()
}

/** Trails whose files were ingested, as they were set when they delivered them. */
const delivered = ({ recorders }: Measured): readonly PricedTrail[] => [
  ...new Set(
    [...recorders.values()].flatMap((list) =>
      list.flatMap(({ bits, trail, was }) => (bits === 0 ? [] : (was ?? trail ?? []))),
    ),
  ),
]

/** Where the events of a reading may happen; those of one bucket, where they were seen. */
const cellsOf = (measured: Measured, reading: VolumeReading): readonly Partial<Cell>[] => {
  const { account, region, resource } = reading
  if (resource !== undefined)
    return [...measured.tuples.values()].flatMap(
      (own) => own.find((tuple) => speaksOf(reading, tuple)) ?? [],
    )
  const place = region === undefined ? {} : { region }
  const accounts = account === undefined ? accountsOf(measured) : [account]
  return accounts.map((a) => ({ account: a, ...place }))
}

const isOnIn = (trail: PricedTrail, { account = '', region }: Partial<Cell>): boolean =>
  region === undefined
    ? trail.config?.isMultiRegion === true &&
      trail.stateIn({ account, region: trail.arn.region }) === 'on'
    : trail.stateIn({ account, region }) === 'on'

/**
 * The keys of the numbers that the user gave all of whose events trails record whose files were ingested: then the
 * events of the lake are a sample of all that happen. Of others the lake has what was selected, and what happens beside
 * it nobody sees.
 */
const computed = (measured: Measured): ReadonlySet<string> => {
  const given = measured.readings.filter(({ volume }) => volume.source === 'given')
  if (given.length === 0) return new Set()
  const trails = delivered(measured)
  const isWhole = (reading: VolumeReading): boolean => {
    const scope = scopeOf(reading)
    const all = trails.filter(
      ({ selectors }) => selectors !== undefined && selectsScope(selectors, scope) === 'yes',
    )
    return cellsOf(measured, reading).every((cell) => all.some((trail) => isOnIn(trail, cell)))
  }
  return new Set(given.filter(isWhole).map(readingKey))
}

/** The same before and after a proposal: a sample of what happens stays one. */
export const wholeOf = (measured: Measured): ReadonlySet<string> =>
  measured.whole ?? computed(measured)
