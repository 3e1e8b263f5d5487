import type { DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import { lazy } from '../../../model/lazy.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Instant } from '../../../model/time.ts'
import type { TrailArn } from '../trails/arn.ts'
import { type Ledger, slotKey } from './digest-ledger.ts'
import { ANY, type Cell } from './location.ts'

/** Ids of the objects that a verified digest names (R23). */
export const attestedObjects = (
  slots: readonly DigestSlot[],
  manifest: Manifest,
): ReadonlySet<number> => {
  const byHash = lazy(() => groupBy(manifest.objects, (o) => o.sha256))
  const attested = new Set<number>()
  for (const { state, files } of slots)
    if (state === 'verified')
      for (const hash of files) for (const { id } of byHash().get(hash) ?? []) attested.add(id)
  return attested
}

/**
 * When log files that verified digests of one trail name were delivered to an account and region, or to the account
 * anywhere (`*`): nobody else can have delivered them (R18).
 */
export const attestedDeliveries = (
  { ofCell, ofTrail }: Ledger,
  { arn }: TrailArn,
  cell: Cell,
  manifest: Manifest,
): readonly Instant[] => {
  const slots =
    cell.region === ANY
      ? (ofTrail.get(arn) ?? []).filter((s) => s.account === cell.account)
      : (ofCell.get(slotKey(arn, cell)) ?? [])
  const named = new Set(slots.filter((s) => s.state === 'verified').flatMap((s) => s.files))
  if (named.size === 0) return []
  return manifest.objects.flatMap((o) =>
    o.sha256 !== null && o.named !== null && named.has(o.sha256) ? [o.named] : [],
  )
}
