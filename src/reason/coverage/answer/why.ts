import { contains } from '../../../model/intervals.ts'
import type { Instant } from '../../../model/time.ts'
import { membership } from '../cell.ts'
import type { Ground } from '../ground.ts'
import { includesCell } from '../places/reach.ts'
import { newlyEnabled } from '../places/regions.ts'
import type { Cell } from '../read/location.ts'
import type { Recorder } from '../recorders.ts'
import type { TrailPiece } from '../trails/state.ts'
import { accessDenied } from './access-denied.ts'
import type { Why } from './reason.ts'
import { whyUnread } from './why-unread.ts'

const known = (trail: { readonly account: string; readonly region: string }, when: string) =>
  `a snapshot tells (wholetrail collect [--org], or one of before): the trails of ${trail.account} in ${trail.region}, their selectors and status, ${when}`

const whyOff = (
  ground: Ground,
  { trail, state }: Recorder,
  piece: TrailPiece,
  time: Instant,
): Why => {
  const { reason, note } = piece.off ?? { reason: 'configuration unknown' as const, note: '' }
  if (reason === 'did not exist')
    return {
      reason,
      detail: `${trail.arn} did not exist (${note})`,
      remedy: 'nothing brings these events back; keep a trail on from now on',
      stage: 1,
    }
  if (reason === 'not logging')
    return {
      reason,
      detail: `${trail.arn} was switched off (${note})`,
      remedy:
        'nothing brings these events back; find out who stopped it: wholetrail ask trail-tampering',
      stage: 3,
    }
  const denied = accessDenied(ground, trail, state.pieces, time)
  return {
    reason: denied === undefined ? 'configuration unknown' : 'access denied',
    detail: `${trail.arn}: ${denied ?? note}`,
    remedy:
      denied === undefined
        ? known(trail, 'as they were before and after this time')
        : 'collect again with the rights that `wholetrail collect --policy` prints, or from the account that owns the trail',
    stage: 4,
  }
}

const whyOutside = (
  ground: Ground,
  { trail }: Recorder,
  piece: TrailPiece,
  cell: Cell,
  time: Instant,
): Why | undefined => {
  const outside: Why = {
    reason: 'region or account outside the trail',
    detail: `${trail.arn} does not work in ${cell.account} ${cell.region}`,
    remedy: 'make it a multi-region organisation trail, or add a trail there',
    stage: 2,
  }
  if (piece.config === undefined || !includesCell(trail, piece.config, cell)) return outside
  if (cell.account === trail.account) return undefined
  const { known: pieces, member } = membership(ground, trail, cell.account)
  if (contains(member, time)) return undefined
  const at = pieces.find((k) => k.from <= time && time < k.to)
  if (at?.value === false)
    return {
      ...outside,
      detail: `${cell.account} was not in the organization of ${trail.arn} (${at.note})`,
    }
  if (at?.value === true)
    return {
      reason: 'region or account outside the trail',
      detail: `${cell.account} had only just joined the organization of ${trail.arn}, or was about to leave it (${at.note})`,
      remedy:
        'nothing proves that the trail already worked there; look at the account’s own trails',
      stage: 5,
    }
  return {
    reason: 'configuration unknown',
    detail: `whether ${cell.account} was reached by ${trail.arn} is not known: ${at?.note ?? 'nothing tells'}`,
    remedy:
      'collect the management account (wholetrail collect [--org]): snapshots from before and after this time tell',
    stage: 4,
  }
}

/** Why a recorder did not record a cell at a time; `undefined` when it did. */
export const whyNot = (
  ground: Ground,
  recorder: Recorder,
  cell: Cell,
  time: Instant,
): Why | undefined => {
  const { trail, state } = recorder
  const coverage = recorder.cell(cell)
  if (contains(coverage.recorded, time)) return undefined
  const piece = state.pieces.find((p) => p.from <= time && time < p.to)
  if (piece === undefined || !piece.on)
    return whyOff(
      ground,
      recorder,
      piece ?? { from: time, to: time, config: undefined, selectors: undefined, on: false },
      time,
    )
  const outside = whyOutside(ground, recorder, piece, cell, time)
  if (outside !== undefined) return outside
  if (contains(coverage.placed, time)) return whyUnread(ground, recorder, cell, time)
  const fresh = newlyEnabled(
    cell.account,
    cell.region,
    ground.snapshots,
    ground.events,
    ground.settings,
  )
  if (contains(fresh, time))
    return {
      reason: 'region newly enabled',
      detail: `${cell.region} had only just been enabled in ${cell.account}: the copy of ${trail.arn} may not have worked yet`,
      remedy:
        'nothing brings these events back; event history of that region may still hold management events',
      stage: 5,
    }
  return {
    reason: 'not logging',
    detail: `${trail.arn} was started, stopped or converted close to this time: what it recorded in those minutes is not certain`,
    remedy: 'event history of that region holds management events of the last 90 days',
    stage: 5,
  }
}
