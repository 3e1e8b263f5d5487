import { groupBy } from '../../../model/group-by.ts'
import { type Intervals, intervals, subtract } from '../../../model/intervals.ts'
import type { Completeness, Manifest } from '../../../model/manifest.ts'
import type { Instant } from '../../../model/time.ts'
import { ANY, type Cell, cellKey, cleanPrefix, type Location } from './location.ts'
import { forgotten, type Keeping } from './retention.ts'
import { placeByPath } from './seeming-place.ts'

/** What one source says of itself, with the source's name. */
export interface Claim extends Completeness {
  readonly source: string
  /** The place is known by the folders of the copy alone, and not as they seem at first. */
  readonly byPath?: true
}

/** Log files of a location and cell that were all read, by source: delivery times. */
export interface Read {
  readonly source: string
  readonly level: 'listed' | 'asserted'
  /** The source does not say which bucket it is a copy of, and only one location could have written it. */
  readonly guessed: boolean
  readonly deliveries: Intervals
}

/** Claims by the cell that they name, so that a cell is found without a walk over all of them. */
export type Claims = ReadonlyMap<string, readonly Claim[]>

/** `known`: where trails are known to deliver. */
export const claimsOf = (manifest: Manifest, known: readonly Location[]): Claims => {
  const claims = manifest.runs.flatMap(({ source, completeness }) =>
    completeness.map((one): Claim => {
      const claim = { ...one, source }
      const place = placeByPath(claim, known)
      return place === undefined ? claim : { ...claim, ...place, byPath: true }
    }),
  )
  return groupBy(claims, cellKey)
}

export const claimsFor = (claims: Claims, { account, region }: Cell): readonly Claim[] => {
  const keys = new Set(
    [account, ANY].flatMap((a) => [region, ANY].map((r) => cellKey({ account: a, region: r }))),
  )
  return [...keys].flatMap((key) => claims.get(key) ?? [])
}

/** Whether a claim speaks of a location: by its name, or because nothing else could have written there (R16). */
const speaksOf = (
  claim: Claim,
  location: Location,
  writers: readonly Location[],
): 'named' | 'guessed' | 'no' => {
  const { bucket, prefix } = claim
  if (bucket !== null && bucket !== location.bucket) return 'no'
  if (bucket !== null && prefix !== null && cleanPrefix(prefix) !== location.prefix) return 'no'
  if (bucket !== null && prefix !== null) return claim.byPath ? 'guessed' : 'named'
  const possible = bucket === null ? writers : writers.filter((w) => w.bucket === bucket)
  return possible.length === 1 ? 'guessed' : 'no'
}

const group = (reads: readonly Read[]): readonly Read[] => {
  const bySource = groupBy(reads, (read) => `${read.level} ${read.guessed} ${read.source}`)
  return [...bySource.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    return [{ ...first, deliveries: intervals(same.flatMap((r) => r.deliveries)) }]
  })
}

/**
 * Which deliveries to a location and cell were all read (R16), as far as the time of reading allows (R27) and less
 * what may have vanished from the bucket before. `writers` are the locations that could hold files of this cell.
 */
export const readsOf = (
  claims: readonly Claim[],
  location: Location,
  writers: readonly Location[],
  keeping: Keeping,
): readonly Read[] => {
  const gone = new Map<Instant, Intervals>()
  const goneAt = (time: Instant): Intervals => {
    const known = gone.get(time) ?? forgotten(keeping, time)
    gone.set(time, known)
    return known
  }
  return group(
    claims.flatMap((claim) => {
      const { level } = claim
      const spoken = speaksOf(claim, location, writers)
      if (level === 'partial' || spoken === 'no') return []
      const whole = intervals([{ from: claim.from, to: Math.min(claim.to, claim.at) }])
      const deliveries = subtract(whole, goneAt(claim.at))
      return [{ source: claim.source, level, guessed: spoken === 'guessed', deliveries }]
    }),
  )
}
