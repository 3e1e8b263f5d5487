import type { Snapshot } from '../../../../model/snapshot.ts'

/** Computes something of a snapshot once, for all accounts and regions that ask for it. */
export const perSnapshot = <T>(compute: (found: Snapshot) => T): ((found: Snapshot) => T) => {
  const made = new WeakMap<Snapshot, { readonly value: T }>()
  return (found) => {
    const before = made.get(found)
    if (before !== undefined) return before.value
    const value = compute(found)
    made.set(found, { value })
    return value
  }
}
