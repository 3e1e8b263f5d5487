import type { Snapshot } from '../../../model/snapshot.ts'
import type { SnapshotChange } from './change.ts'
import { guardChanges } from './guards.ts'
import { logBucketChanges } from './log-buckets.ts'
import { placeChanges } from './places.ts'
import { recorderChanges } from './recorders.ts'

export type { SnapshotChange } from './change.ts'

/**
 * What changed in what is recorded between two snapshots: recorders by the selector algebra, then the places, the log
 * buckets and the guards. What is not known on one side is `unknown`, never "no change"; one and the same reading on
 * both sides is no change. Deterministic; swapping the sides mirrors every effect. Never throws.
 */
export const diffSnapshots = (before: Snapshot, after: Snapshot): readonly SnapshotChange[] => [
  ...recorderChanges(before, after),
  ...placeChanges(before, after),
  ...logBucketChanges(before, after),
  ...guardChanges(before, after),
]
