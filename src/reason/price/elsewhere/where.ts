import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'

/** The owner and the region of a bucket, as far as snapshots know them. */
export const whereIs = (
  snapshots: readonly Snapshot[],
): ((bucket: string) => { readonly account?: string; readonly region?: string }) => {
  const rows = snapshots.flatMap((s) => s.buckets).sort((a, b) => a.readAt - b.readAt)
  const places = new Map<string, { readonly account?: string; readonly region?: string }>()
  for (const { name, owner, region } of rows)
    places.set(name, {
      ...places.get(name),
      ...(isKnown(owner) ? { account: owner.known } : {}),
      ...(isKnown(region) ? { region: region.known } : {}),
    })
  return (bucket) => places.get(bucket) ?? {}
}
