import { groupBy } from '../../../model/group-by.ts'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { SnapshotTrail } from '../../../model/snapshot.ts'
import { parseTrailArn, type TrailArn } from '../../coverage/trails/arn.ts'
import { type Place, placeKey } from '../places.ts'
import type { World } from '../world.ts'

type Copy = SnapshotTrail['status'][number]

/** One trail, by all that the snapshot tells: what an account could not read another may have read (R22). */
export interface TrailView {
  readonly arn: TrailArn
  readonly trail: SnapshotTrail
  /** Its copy in an account and region, where that was asked. */
  readonly copy: (place: Place) => Copy | undefined
  readonly copiesIn: (account: string) => readonly Copy[]
}

export interface TrailIndex {
  /** By ARN. */
  readonly all: readonly TrailView[]
  /** Those that one account owns. */
  readonly ownedBy: (account: string) => readonly TrailView[]
  /** Those that reach, or may reach, accounts that do not own them. */
  readonly shared: readonly TrailView[]
}

/** Known beats unknown; of two known ones the later reading. */
const better = <T>(a: Observed<T>, b: Observed<T>): Observed<T> => (isKnown(b) ? b : a)

const merge = (a: SnapshotTrail, b: SnapshotTrail): SnapshotTrail => {
  const [old, fresh] = a.readAt <= b.readAt ? [a, b] : [b, a]
  return {
    ...old,
    ...fresh,
    config: better(old.config, fresh.config),
    selectors: better(old.selectors, fresh.selectors),
    ...(old.hasCustomEventSelectors !== undefined && fresh.hasCustomEventSelectors !== undefined
      ? {
          hasCustomEventSelectors: better(
            old.hasCustomEventSelectors,
            fresh.hasCustomEventSelectors,
          ),
        }
      : {}),
    status: [...old.status, ...fresh.status],
  }
}

const viewOf = (trail: SnapshotTrail, arn: TrailArn): TrailView => {
  const places = new Map<string, Copy>()
  for (const copy of trail.status) {
    const key = placeKey(copy)
    const before = places.get(key)
    if (before === undefined || isKnown(copy.status) || !isKnown(before.status))
      places.set(key, copy)
  }
  const status = [...places.keys()].sort().flatMap((key) => places.get(key) ?? [])
  const accounts = groupBy(status, (copy) => copy.account)
  return {
    arn,
    trail: { ...trail, status },
    copy: (place) => places.get(placeKey(place)),
    copiesIn: (account) => accounts.get(account) ?? [],
  }
}

/** A trail whose configuration is unread may be one of an organisation; its foreign copies prove that it is. */
const isShared = ({ arn, trail }: TrailView): boolean =>
  isKnown(trail.config)
    ? trail.config.known.isOrganization
    : trail.status.some((copy) => copy.account !== arn.account)

const indexOf = (world: World): TrailIndex => {
  const byArn = new Map<string, SnapshotTrail>()
  for (const trail of world.snapshot.trails) {
    const before = byArn.get(trail.arn)
    byArn.set(trail.arn, before === undefined ? trail : merge(before, trail))
  }
  const all = [...byArn.values()]
    .flatMap((trail) => {
      const arn = parseTrailArn(trail.arn)
      return arn === undefined ? [] : [viewOf(trail, arn)]
    })
    .sort((a, b) => (a.arn.arn < b.arn.arn ? -1 : 1))
  const owned = groupBy(all, (view) => view.arn.account)
  return { all, ownedBy: (account) => owned.get(account) ?? [], shared: all.filter(isShared) }
}

/** Every trail of the snapshot, by ARN. */
export const trailsOf = (world: World): TrailIndex => world.once('trails', () => indexOf(world))
