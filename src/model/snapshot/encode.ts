import { z } from 'zod'
import { type Snapshot, type SnapshotFile, snapshotSchema } from '../snapshot.ts'

/** A snapshot as its file holds it: times in ISO-8601, members in the order of the schema. Throws what zod throws. */
export const encodeSnapshot = (snapshot: Snapshot): SnapshotFile =>
  z.encode(snapshotSchema, snapshot)
