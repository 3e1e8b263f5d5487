import { isKnown } from '../../../model/observed.ts'
import type { KnownTrail } from '../../../reason/assess/inventory/trails.ts'
import { organizationOf } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'

/** A trail as policies name it: it may not be there yet. */
export interface Writer {
  readonly partition: string
  readonly name: string
  readonly arn: string
  readonly account: string
  /** Prefix in the bucket; empty for none. */
  readonly prefix: string
  /** Set for an organisation trail. */
  readonly organizationId: string | undefined
}

/** Undefined for an organisation trail whose organisation was not read: its id is part of the keys. */
export const writerOf = (world: World, t: KnownTrail): Writer | undefined => {
  const organization = isKnown(world.snapshot.organization) ? organizationOf(world) : undefined
  if (t.settings.isOrganization && organization === undefined) return undefined
  return {
    partition: t.partition,
    name: t.name,
    arn: t.arn,
    account: t.account,
    prefix: t.settings.s3Prefix,
    organizationId: t.settings.isOrganization ? organization?.id : undefined,
  }
}
