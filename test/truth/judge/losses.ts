import { recordsExactly } from '../aws/records-by.ts'
import type { Simulated } from '../aws/simulate.ts'
import { stateAt } from '../aws/timeline.ts'
import type { Fate, LogFile } from '../aws/types.ts'
import type { Copy, Happening } from '../world/happening.ts'
import { SECOND_IN_MICROS } from '../world/time.ts'
import type { Trail } from '../world/trail.ts'
import { isHidden } from './hidden.ts'

/** Why one trail's copy of something cannot be read, and whether any evidence tells of it (verdict.md 8). */
export interface Loss {
  readonly trail: Trail
  /** Where its copy was, or would have been, delivered. */
  readonly bucket: string
  readonly cause: Exclude<Fate, 'read'> | 'not selected' | 'not recording' | 'slow to follow'
  readonly traceable: boolean
}

const inLedger = (s: Simulated, f: LogFile): boolean =>
  s.ledger.some(
    (slot) =>
      slot.trail === f.trail.arn &&
      slot.account === f.account &&
      slot.region === f.region &&
      slot.from <= f.delivered * SECOND_IN_MICROS &&
      f.delivered * SECOND_IN_MICROS < slot.to,
  )

/** A failing delivery shows in the status of the trail, or in the call that caused it. */
const failureShows = (s: Simulated, f: LogFile): boolean => {
  const inStatus = s.snapshots.some((x) =>
    x.trails.some(
      (t) =>
        t.arn === f.trail.arn &&
        t.status.some(
          ({ status }) => 'known' in status && status.known.latestDeliveryError !== undefined,
        ),
    ),
  )
  const calls = s.world.failing.filter((x) => x.bucket === f.bucket).flatMap((x) => x.calls)
  const inEvents = s.copies.some(
    (c) => calls.includes(c.happening) && (s.visible.has(c.eventId) || s.inHistory.has(c.eventId)),
  )
  return inStatus || inEvents
}

const silent = new Set<Fate>(['deleted', 'renamed garbage', 'record removed', 'record altered'])

const fileLoss = (s: Simulated, f: LogFile): Loss | undefined => {
  if (f.fate === 'read' || f.fate === 'trailing bytes') return undefined
  const traceable = silent.has(f.fate)
    ? s.handover.completeness === 'partial' || inLedger(s, f)
    : f.fate !== 'delivery failed' || failureShows(s, f)
  return { trail: f.trail, bucket: f.bucket, cause: f.fate, traceable }
}

const stateLoss = (s: Simulated, trail: Trail, copy: Copy): Loss => {
  const why = s.unrecorded.find((u) => u.trail === trail && u.copy === copy)?.why
  const cause = why === 'not selected' ? why : why === 'fuzz' ? 'slow to follow' : 'not recording'
  const without = () => recordsExactly(s.world, trail, copy, () => false)
  const { bucket } = stateAt(trail, copy.happening.second)
  return { trail, bucket, cause, traceable: !(isHidden(s, trail) && without() === undefined) }
}

/** How each trail lost each copy of something that cannot be read. */
export const lossesOf = (s: Simulated, h: Happening): Loss[] =>
  s.copies
    .filter((c) => c.happening === h)
    .flatMap((copy) =>
      s.world.trails.map((trail) => {
        const file = s.handover.files.find((f) => f.trail === trail && f.copies.includes(copy))
        return file === undefined ? stateLoss(s, trail, copy) : fileLoss(s, file)
      }),
    )
    .filter((loss) => loss !== undefined)
