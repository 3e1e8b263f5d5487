import type { TrailStatus } from '../../../model/snapshot.ts'
import { formatInstant, type Instant } from '../../../model/time.ts'
import type { World } from '../world.ts'
import type { Delivery } from './delivery.ts'
import { selectsManagement } from './selected.ts'
import type { TrailView } from './trail-index.ts'

/** A copy of a trail of which the status was read. */
interface ReadCopy {
  readonly account: string
  readonly region: string
  readonly readAt: Instant
  readonly status: TrailStatus
}

/**
 * Whether what a copy of a trail records arrives in its log group, apart from what becomes of its files in S3. The log
 * group is in the home region of the trail, so that the time counts there and errors count everywhere.
 */
export const cloudWatchDeliveryOf = (world: World, view: TrailView, copy: ReadCopy): Delivery => {
  const { latestCloudWatchDeliveryError: error, latestCloudWatchDeliveryTime: time } = copy.status
  if (error !== undefined)
    return { state: 'failing', why: `CloudWatch Logs answers ${error}`, error }
  if (copy.region !== view.arn.region || copy.account !== view.arn.account)
    return { state: 'working' }
  if (time === undefined) return { state: 'unknown', why: 'AWS told no time of a delivery' }
  if (time >= copy.readAt - world.expectations.staleCloudWatch) return { state: 'working' }
  const why = `nothing delivered since ${formatInstant(time)}, although no error is shown`
  return { state: selectsManagement(world, view) ? 'failing' : 'unknown', why }
}
