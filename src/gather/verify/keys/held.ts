import type { PublicKey } from '../../../model/digest.ts'
import { isItself } from './forms.ts'

/** A key that is what its fingerprint says beats one that is not, and one with times beats one without. */
const worth = (key: PublicKey): number => (isItself(key) ? 2 : 0) + (key.from === null ? 0 : 1)

/** Keys by fingerprint, from whatever sources. */
export const heldKeys = () => {
  const keys = new Map<string, PublicKey>()
  return {
    add: (found: readonly PublicKey[]): void => {
      for (const key of found) {
        const held = keys.get(key.fingerprint)
        if (held === undefined || worth(key) > worth(held)) keys.set(key.fingerprint, key)
      }
    },
    get: (fingerprint: string): PublicKey | undefined => keys.get(fingerprint.toLowerCase()),
  }
}
