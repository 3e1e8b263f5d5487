import { createHash } from 'node:crypto'
import type { DigestSlot } from '../../../src/model/coverage.ts'
import { BATCH, LONG_AGO, MORNING } from '../world/clock.ts'
import { HOURS, SECOND_IN_MICROS, type Second } from '../world/time.ts'
import type { Trail } from '../world/trail.ts'
import type { World } from '../world/world.ts'
import { original } from './damage.ts'
import type { Handover } from './handover.ts'
import { stateAt } from './timeline.ts'
import type { LogFile } from './types.ts'

/** Slots are hours by the time of delivery (facts/aws.md 2.2); here several hours long, to keep worlds small. */
const SLOT = 4 * HOURS

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const stateOf = (
  w: World,
  trail: Trail,
  from: Second,
  to: Second,
  files: readonly LogFile[],
): DigestSlot['state'] => {
  const { bucket } = stateAt(trail, from)
  const failing = w.failing.some(
    (f) => f.bucket === bucket && f.from < to && (f.to === undefined || from < f.to),
  )
  if (failing) return 'missing'
  if (files.some((f) => f.fate !== 'read')) return 'invalid'
  return files.length === 0 ? 'verified-empty' : 'verified'
}

/** Who has been a member throughout: whose digests can be expected in every slot. */
const settledMembers = (w: World): string[] =>
  w.accounts.filter((a) => a.joinedAt === LONG_AGO && a.leftAt === undefined).map((a) => a.id)

const places = (w: World, trail: Trail, at: Second): { account: string; region: string }[] => {
  const s = stateAt(trail, at)
  const members = s.organization ? settledMembers(w) : []
  const accounts = [...new Set([trail.account, ...members])]
  const old = w.regions.filter((x) => x !== w.newRegion?.name)
  const regions = s.multiRegion ? old : [trail.home]
  return accounts.flatMap((account) => regions.map((region) => ({ account, region })))
}

/** Whether the chain holds over a time: on, logging, and neither stopped nor moved within. Selectors do not break it. */
const attested = (trail: Trail, from: Second, to: Second): boolean => {
  const s = stateAt(trail, from)
  const broken = trail.changes.some(
    (c) => c.kind !== 'PutEventSelectors' && from - BATCH < c.second && c.second < to,
  )
  return s.validation && s.exists && s.logging && !broken
}

const slotOf = (
  w: World,
  handover: Handover,
  trail: Trail,
  { account, region }: { account: string; region: string },
  from: Second,
): DigestSlot => {
  const to = from + SLOT
  const files = handover.files.filter(
    (f) =>
      f.trail === trail &&
      f.account === account &&
      f.region === region &&
      from <= f.delivered &&
      f.delivered < to,
  )
  return {
    trail: trail.arn,
    account,
    region,
    from: from * SECOND_IN_MICROS,
    to: to * SECOND_IN_MICROS,
    state: stateOf(w, trail, from, to, files),
    files: files.map((f) => sha256(original(f))),
  }
}

/** What `verify` would have written down about the digests of a world. */
export const ledgerOf = (w: World, handover: Handover): DigestSlot[] => {
  if (!handover.ledger) return []
  const slots: DigestSlot[] = []
  for (const trail of w.trails) {
    for (let from = MORNING - 3 * HOURS; from + SLOT <= w.now; from += SLOT) {
      if (attested(trail, from, from + SLOT)) {
        slots.push(...places(w, trail, from).map((p) => slotOf(w, handover, trail, p, from)))
      }
    }
  }
  return slots
}
