import { isKnown } from '../../../model/observed.ts'
import type { TrailStatus } from '../../../model/snapshot.ts'
import { formatInstant, type Instant } from '../../../model/time.ts'
import type { World } from '../world.ts'
import { selectsManagement } from './selected.ts'
import type { TrailView } from './trail-index.ts'

/** How the delivery of log files to S3 fares, for one copy of a trail. */
export type Delivery =
  | { readonly state: 'working' }
  | { readonly state: 'failing'; readonly why: string; readonly error?: string }
  | { readonly state: 'unknown'; readonly why: string }

const newestOf = (view: TrailView, account: string): Instant | undefined => {
  let newest: Instant | undefined
  for (const { status } of view.copiesIn(account)) {
    const time = isKnown(status) ? status.known.latestDeliveryTime : undefined
    if (time !== undefined && (newest === undefined || time > newest)) newest = time
  }
  return newest
}

type Newest = Map<TrailView, Map<string, { readonly time: Instant | undefined }>>

/** The newest delivery for an account in any region: all go to one bucket under one policy, and a region may be quiet. */
const newestIn = (world: World, view: TrailView, account: string): Instant | undefined => {
  const known: Newest = world.once('newest deliveries', () => new Map())
  const accounts = known.get(view) ?? new Map()
  known.set(view, accounts)
  const newest = accounts.get(account) ?? { time: newestOf(view, account) }
  accounts.set(account, newest)
  return newest.time
}

/**
 * Whether what a logging copy records arrives (facts/aws.md 8.4). An error means that nothing does. Without one a
 * delivery that is too old is a failure where management events are selected, since every account has some each day.
 */
export const deliveryOf = (
  world: World,
  view: TrailView,
  account: string,
  status: TrailStatus,
  readAt: Instant,
): Delivery => {
  const { latestDeliveryError: error, startLoggingTime: start } = status
  if (error !== undefined)
    return { state: 'failing', why: `delivery to S3 fails with ${error}`, error }
  const oldest = readAt - world.expectations.staleDelivery
  const newest = newestIn(world, view, account)
  if (newest !== undefined && newest >= oldest) return { state: 'working' }
  if (newest === undefined && start === undefined)
    return { state: 'unknown', why: 'AWS told no time of a delivery' }
  if (start !== undefined && start > oldest)
    return {
      state: 'unknown',
      why: `logging since ${formatInstant(start)} and nothing delivered yet`,
    }
  const why =
    newest === undefined
      ? `logging since ${formatInstant(start ?? readAt)} and nothing was ever delivered`
      : `nothing delivered since ${formatInstant(newest)}, although no error is shown`
  return selectsManagement(world, view) ? { state: 'failing', why } : { state: 'unknown', why }
}
