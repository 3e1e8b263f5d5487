import type { Manifest } from '../../../model/manifest.ts'
import type { Instant } from '../../../model/time.ts'
import { ANY, cleanPrefix, type Location } from './location.ts'

/** Times at which log files of an account were delivered to a bucket and prefix, by `bucket/prefix account` and by that and region. */
export type Presence = ReadonlyMap<string, readonly Instant[]>

const presenceKey = (location: Location, account: string, region: string): string =>
  `${location.bucket}/${location.prefix} ${account} ${region}`

/** Which log files lie where: sightings prove a delivery only where one trail alone delivers (R18). */
export const presenceOf = (manifest: Manifest): Presence => {
  const times = new Map<string, Instant[]>()
  for (const { kind, outcome, bucket, prefix, account, region, named } of manifest.objects) {
    if (kind !== 'log' || outcome !== 'ingested') continue
    if (bucket === null || account === null || named === null) continue
    const location = { bucket, prefix: cleanPrefix(prefix ?? '') }
    for (const where of [region, ANY]) {
      if (where === null) continue
      const key = presenceKey(location, account, where)
      const known = times.get(key)
      if (known === undefined) times.set(key, [named])
      else known.push(named)
    }
  }
  return times
}

/** `region` `*`: anywhere. */
export const deliveriesSeen = (
  presence: Presence,
  location: Location,
  account: string,
  region: string,
): readonly Instant[] => presence.get(presenceKey(location, account, region)) ?? []
