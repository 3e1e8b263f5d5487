import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Slot } from '../../../model/verification.ts'

/**
 * Slots in a tenth of their memory, made anew when they are asked for: an organisation has seven million of them a year,
 * and whoever shows them looks at one chain at a time.
 */
export const packedSlots = (slots: readonly Slot[]): (() => readonly Slot[]) => {
  const packed = deflateRawSync(JSON.stringify(slots), { level: 1 })
  let held: WeakRef<readonly Slot[]> | undefined
  return () => {
    const there = held?.deref()
    if (there !== undefined) return there
    const made = JSON.parse(inflateRawSync(packed).toString()) as readonly Slot[]
    held = new WeakRef(made)
    return made
  }
}
