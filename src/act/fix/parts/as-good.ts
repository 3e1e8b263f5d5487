import { isKnown } from '../../../model/observed.ts'
import type { TrailView } from '../../../reason/assess/recording/trail-index.ts'
import type { World } from '../../../reason/assess/world.ts'
import { worseFiles } from './worse-files.ts'

const configOf = ({ trail }: TrailView) => (isKnown(trail.config) ? trail.config.known : undefined)

const insightsOf = ({ trail }: TrailView): readonly string[] | undefined =>
  trail.insightSelectors !== undefined && isKnown(trail.insightSelectors)
    ? trail.insightSelectors.known.map((i) => i.type)
    : undefined

/**
 * What the trail that stays lacks and the one that goes has: members and regions of tomorrow, Insights, a log of our
 * own that is signed, encrypted, private and kept. Undefined: it is as good. A doubt about the one that stays counts.
 */
export const lackOf = (
  world: World,
  goes: TrailView,
  stays: TrailView,
  today: World,
): string | undefined => {
  const was = configOf(goes)
  const will = configOf(stays)
  if (was === undefined || will === undefined)
    return `The settings of trail ${stays.arn.name} were not read`
  if (was.isOrganization && !will.isOrganization)
    return `Trail ${stays.arn.name} does not take in accounts that join the organisation`
  if (was.isMultiRegion && !will.isMultiRegion)
    return `Trail ${stays.arn.name} does not take in regions that are enabled later`
  const had = insightsOf(goes)
  if (had === undefined) return `The Insights of trail ${goes.arn.name} were not read`
  const lost = had.filter((type) => insightsOf(stays)?.includes(type) !== true)
  if (lost.length > 0) return `Trail ${stays.arn.name} has no Insights of type ${lost.join(', ')}`
  return worseFiles(world, goes, stays, today)
}
