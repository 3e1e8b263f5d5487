import type { DesiredOf } from '../../../model/desired.ts'
import { defaultRegions } from '../../../model/regions.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { type AccountView, accountsOf, type Place } from '../../../reason/assess/places.ts'
import { worldOf } from '../../../reason/assess/run.ts'

/** A member that has not enabled an opt-in home region gets no copy (facts/aws.md 8.3); unread: only a default one. */
const hasHome = ({ enabled }: AccountView, home: string): boolean =>
  'known' in enabled ? enabled.known.includes(home) : defaultRegions.includes(home)

/**
 * The accounts and regions in which AWS makes copies of a trail: of an organisation trail in every active member, and
 * in those that were never read in the regions that the snapshot speaks of.
 */
export const copiesOf = (snapshot: Snapshot, d: DesiredOf<'trail'>): readonly Place[] => {
  const views = accountsOf(worldOf(snapshot, snapshot.collectedAt)).filter(
    (view) =>
      view.account === d.account ||
      (d.isOrganization && view.member?.status === 'ACTIVE' && hasHome(view, d.region)),
  )
  const places = views.flatMap(({ account, regions }) =>
    (d.isMultiRegion ? [...new Set([d.region, ...regions])] : [d.region]).map((region) => ({
      account,
      region,
    })),
  )
  return views.some((view) => view.account === d.account)
    ? places
    : [{ account: d.account, region: d.region }, ...places]
}
