import { isKnown, type Observed } from '../../../model/observed.ts'
import type { SnapshotTrail, TrailConfig } from '../../../model/snapshot/trail.ts'
import type { ActingTrail } from '../../policies/service-request.ts'
import type { Result } from '../check.ts'
import { trailsOf as trailIndex } from '../recording/trail-index.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { insiders } from './insiders.ts'
import { allow, type Subject, unsettled } from './say.ts'

/** A trail as checks speak of it. */
export interface TrailView {
  readonly trail: SnapshotTrail
  readonly arn: string
  readonly name: string
  /** Its owner: for an organisation trail the management account. */
  readonly account: string
  readonly partition: string
  readonly config: Observed<TrailConfig>
  readonly subject: Subject
}

/** A trail whose settings were read. */
export interface KnownTrail extends TrailView {
  readonly settings: TrailConfig
}

export const trailsOf = (world: World): readonly TrailView[] =>
  world.once('trail views', () =>
    trailIndex(world).all.map(({ trail, arn }) => ({
      trail,
      arn: arn.arn,
      name: arn.name,
      account: arn.account,
      partition: arn.partition,
      config: trail.config,
      subject: { resource: arn.arn, account: arn.account, region: trail.homeRegion },
    })),
  )

export const knownTrails = (world: World): readonly KnownTrail[] =>
  world.once('trails with settings', () =>
    trailsOf(world).flatMap((t) => (isKnown(t.config) ? [{ ...t, settings: t.config.known }] : [])),
  )

/** One unknown for each trail whose settings were not read: it must not look as if it were well. */
export const unreadTrails = (world: World, what: string): readonly Result[] =>
  trailsOf(world)
    .filter((t) => !isKnown(t.config))
    .map((t) =>
      unsettled(
        t.subject,
        `${what} of trail ${t.name} is not known, because ${whyUnknown(t.config)}`,
        allow('cloudtrail:DescribeTrails', t.account),
      ),
    )

/** The trail as its own service calls name it. */
export const actingFor = (world: World, t: KnownTrail): ActingTrail => {
  const { organization } = world.snapshot
  const ours = insiders(world).accounts
  return {
    arn: t.arn,
    account: t.account,
    organizationId: isKnown(organization) ? (organization.known?.id ?? null) : undefined,
    ours,
    ...(t.settings.isOrganization ? { members: ours } : {}),
  }
}

/** Whether a trail says that it is logging, in any place where that was read; undefined: read nowhere. */
export const isLogging = (t: TrailView): boolean | undefined => {
  const read = t.trail.status.flatMap(({ status }) => (isKnown(status) ? [status.known] : []))
  return read.length === 0 ? undefined : read.some((s) => s.isLogging)
}
