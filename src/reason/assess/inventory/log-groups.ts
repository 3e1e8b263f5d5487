import type { LogGroup } from '../../../model/snapshot/watching.ts'
import type { World } from '../world.ts'
import type { KnownTrail } from './trails.ts'

/** ARNs of log groups are written with and without a trailing `:*`. */
export const plainGroupArn = (arn: string): string => arn.replace(/:\*$/, '')

const groupsByArn = (world: World): ReadonlyMap<string, LogGroup> =>
  world.once(
    'log groups by ARN',
    () => new Map(world.snapshot.logGroups.map((g) => [plainGroupArn(g.arn), g])),
  )

/** The log group that a trail delivers to, where it has one and it was collected. */
export const logGroupOf = (world: World, t: KnownTrail): LogGroup | undefined => {
  const arn = t.settings.cloudWatchLogGroupArn
  return arn === undefined ? undefined : groupsByArn(world).get(plainGroupArn(arn))
}
