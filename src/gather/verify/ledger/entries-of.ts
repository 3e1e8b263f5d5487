import type { DigestSlot } from '../../../model/coverage.ts'
import type { Slot, SlotState } from '../../../model/verification.ts'
import type { Entry } from './entry.ts'

/** What coverage is told: only what proves, refutes, or says that it can do neither; `null`: nothing. */
const stateOf = {
  verified: 'verified',
  'verified-empty': 'verified-empty',
  missing: 'missing',
  invalid: 'invalid',
  unchecked: 'unattested',
  interrupted: 'interrupted',
  'before-enabling': null,
  'after-stop': null,
  'not-yet-due': null,
} as const satisfies Record<SlotState, DigestSlot['state'] | null>

/**
 * Slots as the ledger keeps them. `besides` gives the log files delivered in a slot that no digest names.
 */
export const entriesOf = (
  slots: readonly Slot[],
  besides: (slot: Slot) => readonly string[],
): readonly Omit<Entry, 'chain'>[] =>
  slots.flatMap((slot) => {
    const state = stateOf[slot.state]
    if (state === null) return []
    const { from, to, files, oldest } = slot
    const isBackfill = slot.chain === 'backfill'
    const isLinked = slot.link === 'linked'
    const beside = isBackfill ? [] : besides(slot)
    const told = oldest === undefined ? {} : { oldest }
    const entry = { from, to, state, isBackfill, isLinked, ...told }
    return [{ ...entry, files: [...files], besides: [...beside] }]
  })
