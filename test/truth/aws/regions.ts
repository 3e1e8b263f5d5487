import type { Second } from '../world/time.ts'
import type { World } from '../world/world.ts'

/** Every region there is in these worlds. Those that a world does not use are switched off in all of its accounts. */
export const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-east-1'],
]

export const isEnabled = (w: World, region: string, at: Second): boolean =>
  w.regions.includes(region) && (w.newRegion?.name !== region || w.newRegion.enabledAt <= at)
