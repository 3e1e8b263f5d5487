import { isKnown } from '../../../model/observed.ts'
import { accountsOf } from '../places.ts'
import { some } from '../words.ts'
import type { World } from '../world.ts'
import { trailsOf } from './trails.ts'

/** Why it is not certain that every trail of the organisation is known; undefined where it is. */
export const trailsMissing = (world: World): string | undefined =>
  world.once('trails missing', () => {
    if (!isKnown(world.snapshot.organization))
      return 'the members of the organisation are not known'
    const asked = new Set(
      world.snapshot.trailsListed.flatMap((l) =>
        isKnown(l.listed) ? [`${l.account}/${l.region}`] : [],
      ),
    )
    const accounts = accountsOf(world)
      // a closed account runs nothing
      .filter((a) => a.member?.status !== 'SUSPENDED')
      .filter(
        (a) => !isKnown(a.enabled) || a.enabled.known.some((r) => !asked.has(`${a.account}/${r}`)),
      )
      .map((a) => a.account)
    if (accounts.length > 0) return `trails were not listed in every region of ${some(accounts)}`
    const unread = trailsOf(world).filter((t) => !isKnown(t.config))
    return unread.length === 0
      ? undefined
      : `the settings of trail ${some(unread.map((t) => t.name))} were not read`
  })
