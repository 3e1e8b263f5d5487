import type { SnapshotKey } from '../../../model/snapshot/key.ts'
import type { World } from '../world.ts'

/** A key by its ARN or any other name under which it was named. */
export const keyNamed = (world: World, name: string): SnapshotKey | undefined =>
  world
    .once(
      'keys by name',
      () =>
        new Map(
          world.snapshot.keys.flatMap((key): [string, SnapshotKey][] =>
            [...key.names, key.arn].map((n) => [n, key]),
          ),
        ),
    )
    .get(name)
