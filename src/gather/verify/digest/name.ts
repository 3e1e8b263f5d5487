import type { DigestName } from '../../../model/digest.ts'
import { tryParseInstant } from '../../../model/time.ts'

const NAME =
  /^(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_(.+)_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(_backfill)?\.json\.gz$/

/**
 * What the last part of a digest's key says (facts/aws.md 2.1); `undefined` when it is no digest's. The home region is
 * what follows the last `_` before the time, for a region has none: trail `tr` is never `tr_us-east-1_x`.
 */
export const digestNameOf = (key: string): DigestName | undefined => {
  const m = NAME.exec(key.slice(key.lastIndexOf('/') + 1))
  if (m === null) return undefined
  const [, account = '', region = '', trail = '', home = '', y, mo, d, h, mi, s, backfill] = m
  const time = tryParseInstant(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`)
  if (time === undefined) return undefined
  return {
    account,
    region,
    trail,
    home,
    time,
    chain: backfill === undefined ? 'standard' : 'backfill',
  }
}
