import type { Effects } from '../../../effects.ts'
import type { VerifyOptions } from '../../../model/verification.ts'
import type { Asker } from '../store/asker.ts'
import type { KeyRing } from './key-ring.ts'

/**
 * Keys of `--keys` and of the workspace's `keys/`; what they lack is asked of AWS (ListPublicKeys, facts/aws.md 2.3) and
 * kept. Throws `configuration` where a file of `--keys` holds no public key or cannot be read.
 */
export const openKeyRing = async (
  _options: Pick<VerifyOptions, 'keys' | 'workspace'>,
  _asker: Asker,
  _effects: Pick<Effects, 'now'>,
): Promise<KeyRing> => {
  return {
    prepare: async () => 'not yet',
    key: () => undefined,
    used: () => [],
  }
}
