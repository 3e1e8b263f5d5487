import { isKnown } from '../../../model/observed.ts'
import type { Inside } from '../../policies/inside.ts'
import { accountsOf, organizationOf } from '../places.ts'
import type { World } from '../world.ts'

/**
 * Who belongs: every member of the organisation, every account that was collected, and those that are trusted. Where
 * the organisation could not be read, an account that was not collected may still belong.
 */
export const insiders = (world: World): Inside =>
  world.once('insiders', () => ({
    accounts: new Set([
      ...accountsOf(world).map((a) => a.account),
      ...world.expectations.trustedAccounts,
    ]),
    organizationId: organizationOf(world)?.id,
    isComplete: isKnown(world.snapshot.organization),
  }))
