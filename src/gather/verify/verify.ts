import type { Effects } from '../../effects.ts'
import type { VerifyOptions, VerifyProgress, VerifyReport } from '../../model/verification.ts'
import type { Known } from './lake/known.ts'

/**
 * Verifies every chain of digests at the sources, hour by hour, and writes the ledger that coverage reads. An object that
 * cannot be read, a folder that cannot be listed, a chain that is broken: each becomes a slot and a problem of the report,
 * and never stops the run. Throws `usage` without sources, `source-unreadable` where none of them can be listed, `aws`
 * (credentials), `configuration`, `interrupted` (what was read so far is remembered).
 */
export const verify = async (
  _options: VerifyOptions,
  _known: Known,
  _effects: Effects,
  _onProgress: (p: VerifyProgress) => void = () => undefined,
): Promise<VerifyReport> => {
  throw new Error('to come')
}
