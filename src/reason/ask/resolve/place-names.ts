import type { Evidence } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Obstacle } from '../question.ts'
import { knownAccounts } from './accounts.ts'
import { nearNames } from './near.ts'

/** Every region that evidence speaks of, enabled or not. */
export const knownRegions = ({ snapshots, manifest, events }: Evidence): readonly string[] =>
  [
    ...new Set([
      ...snapshots.flatMap((s) => [
        ...s.regions.flatMap((r) => (isKnown(r.regions) ? r.regions.known.map((x) => x.name) : [])),
        ...s.trailsListed.map((t) => t.region),
        ...s.trails.flatMap((t) => [t.homeRegion, ...t.status.map((x) => x.region)]),
        ...s.buckets.flatMap((b) => (isKnown(b.region) ? [b.region.known] : [])),
        ...s.history.map((h) => h.region),
      ]),
      ...manifest.objects.flatMap((o) => o.region ?? []),
      ...events.map((e) => e.region),
    ]),
  ].sort()

const unseen = (what: string, name: string, names: readonly string[]): Obstacle => {
  const near = nearNames(name, names)
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
  return {
    reason: 'subject unknown',
    detail: `no snapshot and no log speaks of the ${what} ${name}${meant}`,
    remedy: `check the spelling, or add a snapshot of that ${what}`,
  }
}

/** A mistyped place must not become a no (R28): a multi-region trail would have covered it. */
export const placeObstacles = (
  evidence: Evidence,
  named: {
    readonly accounts?: readonly string[] | undefined
    readonly regions?: readonly string[] | undefined
  },
): Obstacle[] => {
  const missing = (what: string, asked: readonly string[] | undefined, names: readonly string[]) =>
    (asked ?? []).filter((n) => !names.includes(n)).map((n) => unseen(what, n, names))
  return [
    ...missing('account', named.accounts, knownAccounts(evidence)),
    ...missing('region', named.regions, knownRegions(evidence)),
  ]
}
