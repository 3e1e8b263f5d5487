import { groupBy } from '../../../model/group-by.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import { cleanPrefix } from '../../coverage/read/location.ts'
import type { TrailArn } from '../../coverage/trails/arn.ts'
import { LAST_BIT } from './files-sql.ts'
import type { Place } from './places.ts'
import { type Cell, cellKey, type PricedTrail, type Recorder, type Recorders } from './recorder.ts'

/** The files of an organisation trail lie in its folder; those of its own account may lie outside (facts/aws.md 8.3). */
const isFolderOf = (arn: TrailArn, config: TrailConfig, place: Place): boolean =>
  config.isOrganization
    ? place.organization !== null || place.account === arn.account
    : place.organization === null

/** One whose settings were not read may be of an organisation: only in its folder lie files of other accounts. */
const mayWriteAnywhere = ({ arn, configs }: PricedTrail, place: Place): boolean =>
  configs.length === 0 && (place.account === arn.account || place.organization !== null)

/** Whether a trail may have written the files of a place, now or earlier; one that could not be read, any. */
const mayWrite = (trail: PricedTrail, place: Place): boolean =>
  trail.reaches(place) !== 'no' &&
  (mayWriteAnywhere(trail, place) ||
    trail.configs.some(
      (config) =>
        (place.bucket === null || place.bucket === config.s3Bucket) &&
        place.prefix === cleanPrefix(config.s3Prefix) &&
        isFolderOf(trail.arn, config, place),
    ))

/** The trails that may have written the files of a place: the one that is known, or all that are possible (R18). */
const writersOf = (place: Place, trails: readonly PricedTrail[]): readonly PricedTrail[] => {
  const known = trails.filter((trail) => trail.arn.arn === place.trail)
  return known.length > 0 ? known : trails.filter((trail) => mayWrite(trail, place))
}

/** For people; a folder that does not say its bucket is named by its prefix alone. */
export const placeName = ({ bucket, prefix, organization }: Place): string => {
  const folder = [prefix, organization ?? ''].filter((part) => part !== '').join('/')
  const root = bucket === null ? 'files of an unnamed bucket' : `s3://${bucket}`
  return folder === '' ? root : `${root}/${folder}`
}

/** Whether it was read where a trail delivers; else it may deliver anywhere, and elsewhere as well as here. */
const isPlaced = ({ configs }: PricedTrail): boolean => configs.length > 0

interface Read {
  readonly place: Place
  readonly writers: readonly PricedTrail[]
}

/**
 * The one trail whose files lie in a place: of those that are set to deliver there. A trail whose settings were not read
 * may deliver there as well, which is counted with it; by elimination alone no place is its own (R18), by a digest it is.
 */
const ownerOf = ({ place, writers }: Read): PricedTrail | undefined => {
  const [first, ...more] = writers.filter((t) => isPlaced(t) || t.arn.arn === place.trail)
  return more.length === 0 ? first : undefined
}

type IsRead = (place: Place, trail?: PricedTrail) => boolean

const bitsOf = (read: readonly Read[]): number =>
  read.reduce((bits, { place }) => bits | (1 << place.bit), 0)

const ofTrail = (trail: PricedTrail, read: readonly Read[], isRead: IsRead): Recorder => ({
  id: trail.arn.arn,
  bits: bitsOf(read),
  trail,
  writers: [],
  isApart: true,
  complete: read.length > 0 && read.every(({ place }) => isRead(place, trail)),
})

/** Where the files of a trail lie as it is set, apart from account and region; none where that was not read. */
const rootsOf = ({ arn, config }: PricedTrail, places: readonly Place[]): readonly Place[] => {
  const [any] = places
  if (config === undefined || any === undefined)
    return places.filter((place) => place.trail === arn.arn)
  const [bucket, prefix] = [config.s3Bucket, cleanPrefix(config.s3Prefix)]
  const found = places.filter(
    (place) =>
      place.prefix === prefix &&
      (place.bucket === null || place.bucket === bucket) &&
      isFolderOf(arn, config, place),
  )
  const organization = found.find((place) => place.organization !== null)?.organization ?? null
  const set = { ...any, bucket, prefix, organization, trail: '' }
  return [set, ...found.filter((place) => place.bucket === null)]
}

/**
 * Whether all of a cell was read where a trail is set to deliver, files or none; of files that do not say their bucket,
 * where some of the trail's were found.
 */
const readWhereSet = (
  trails: readonly PricedTrail[],
  places: readonly Place[],
  isRead: IsRead,
): ((trail: PricedTrail, cell: Cell) => boolean) => {
  const roots = new Map(trails.map((trail) => [trail, rootsOf(trail, places)]))
  return (trail, cell) =>
    (roots.get(trail) ?? []).some((root) => isRead({ ...root, ...cell }, trail))
}

/** A place that no known trail writes to has a writer of its own; where the bucket is not known it may be a download. */
const ofPlace = (read: Read, isRead: IsRead): Recorder => ({
  id: placeName(read.place),
  bits: bitsOf([read]),
  writers: read.writers,
  isApart: read.writers.length === 0 && read.place.bucket !== null,
  complete: isRead(read.place),
})

/** More places than there are bits share the last one. */
const crowd = (read: readonly Read[], isRead: IsRead): Recorder => ({
  id: `${read.length} further places`,
  bits: 1 << LAST_BIT,
  writers: read.flatMap((r) => r.writers),
  isApart: false,
  complete: read.every(({ place }) => isRead(place)),
})

/** The recorders of one cell: trails that delivered to it or should have, and places whose writer is not known. */
export const recordersOf = (
  cell: Cell,
  places: readonly Place[],
  trails: readonly PricedTrail[],
  isRead: IsRead,
): readonly Recorder[] => {
  const last = places.filter((place) => place.bit === LAST_BIT)
  const crowded = last.length > 1 ? last : []
  const read = places.map((place) => ({ place, writers: writersOf(place, trails) }))
  const alone = read.filter((r) => !crowded.includes(r.place))
  const sole = groupBy(
    alone.filter((r) => ownerOf(r) !== undefined),
    ownerOf,
  )
  const shared = alone.filter((r) => ownerOf(r) === undefined)
  const rest = read.filter((r) => crowded.includes(r.place))
  const standIn = new Set([...shared, ...rest].flatMap((r) => r.writers.filter(isPlaced)))
  return [
    ...trails
      .filter((t) => sole.has(t) || (!standIn.has(t) && t.stateIn(cell) !== 'off'))
      .map((t) => ofTrail(t, sole.get(t) ?? [], isRead)),
    ...shared.map((r) => ofPlace(r, isRead)),
    ...(rest.length === 0 ? [] : [crowd(rest, isRead)]),
  ]
}

/** The recorders of every cell that files were delivered for or that is named. */
export const allRecorders = (
  cells: readonly Cell[],
  places: readonly Place[],
  trails: readonly PricedTrail[],
  isRead: IsRead,
): Recorders => {
  const byCell = groupBy(places, cellKey)
  const owned = groupBy(trails, (trail) => trail.arn.account)
  const shared = trails.filter((t) => !isPlaced(t) || t.configs.some((c) => c.isOrganization))
  const trailsFor = ({ account }: Cell): readonly PricedTrail[] => [
    ...(owned.get(account) ?? []),
    ...shared.filter(({ arn }) => arn.account !== account),
  ]
  const named = new Map(
    [...cells, ...places].map((cell): [string, Cell] => {
      const { account, region } = cell
      return [cellKey(cell), { account, region }]
    }),
  )
  const isReadIn = readWhereSet(trails, places, isRead)
  const withRead = (cell: Cell, recorder: Recorder): Recorder => {
    const { trail, bits } = recorder
    if (trail === undefined) return recorder
    return { ...recorder, complete: (bits === 0 || recorder.complete) && isReadIn(trail, cell) }
  }
  return new Map(
    [...named].map(([key, cell]) => [
      key,
      recordersOf(cell, byCell.get(key) ?? [], trailsFor(cell), isRead).map((recorder) =>
        withRead(cell, recorder),
      ),
    ]),
  )
}
