import { isKnown } from '../../../model/observed.ts'
import type { Listed } from '../../../model/snapshot/resource.ts'
import { accountOf, type Place, placeKey } from '../places.ts'
import type { World } from '../world.ts'

/** Keys of the places where a list was read. Where the thing does not exist at all there is nothing to read. */
const readWhere = (
  entries: readonly {
    readonly account: string
    readonly region?: string | undefined
    readonly listed: World['snapshot']['listings'][number]['listed']
  }[],
): ReadonlySet<string> =>
  new Set(
    entries.flatMap(({ account, region = 'global', listed }) =>
      isKnown(listed) || listed.unknown === 'not-supported' || listed.unknown === 'region-disabled'
        ? [placeKey({ account, region })]
        : [],
    ),
  )

/** Whether the trails of an account and region were listed: one that is not in the snapshot does not exist there. */
export const trailsWereListed = (world: World, place: Place): boolean =>
  world
    .once('trails listed', () =>
      readWhere(world.snapshot.trailsListed.filter((l) => isKnown(l.listed))),
    )
    .has(placeKey(place))

/** Whether any list of the trails of an account was read. */
export const someTrailsWereListed = (world: World, account: string): boolean =>
  world
    .once(
      'accounts with trails listed',
      () =>
        new Set(world.snapshot.trailsListed.filter((l) => isKnown(l.listed)).map((l) => l.account)),
    )
    .has(account)

/** Whether things of a kind were listed in a place; region `global` for what an account has in no region. */
export const wereListed = (world: World, what: Listed, place: Place): boolean =>
  world
    .once(`listed ${what}`, () => readWhere(world.snapshot.listings.filter((l) => l.what === what)))
    .has(placeKey(place))

/** Whether things of a kind were listed in every enabled region of an account. */
export const wereListedEverywhere = (world: World, what: Listed, account: string): boolean =>
  world.once(`listed ${what} in all of ${account}`, () => {
    const view = accountOf(world, account)
    return (
      view !== undefined &&
      isKnown(view.enabled) &&
      view.enabled.known.every((region) => wereListed(world, what, { account, region }))
    )
  })
