import { isKnown } from '../../../model/observed.ts'
import type { SnapshotKey } from '../../../model/snapshot/key.ts'
import type { Result } from '../check.ts'
import type { World } from '../world.ts'
import { keyNamed } from './keys.ts'
import { unsettled } from './say.ts'
import { type KnownTrail, knownTrails, unreadTrails } from './trails.ts'

/** A trail and the key that it names, as far as it was collected. */
export interface TrailKey {
  readonly trail: KnownTrail
  readonly keyId: string
  readonly key: SnapshotKey
}

/** Judges each trail that names a key. A trail without one is the affair of `logs-not-kms-encrypted`. */
export const overTrailKeys = (
  world: World,
  what: string,
  judge: (trailKey: TrailKey) => readonly Result[],
): readonly Result[] => [
  ...unreadTrails(world, what),
  ...knownTrails(world).flatMap((trail) => {
    const keyId = trail.settings.kmsKeyId
    if (keyId === undefined) return []
    const key = keyNamed(world, keyId)
    return key === undefined
      ? [
          unsettled(
            trail.subject,
            `Key ${keyId} of trail ${trail.name} was not collected`,
            `Collect the account and region of key ${keyId}`,
          ),
        ]
      : judge({ trail, keyId, key })
  }),
]

/** A key that has gone: nothing can be said of its policy. */
export const isGone = (key: SnapshotKey): boolean =>
  isKnown(key.state) && key.state.known.keyState === 'NotFound'
