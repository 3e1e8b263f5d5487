import { isKnown } from '../../../model/observed.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { ChangeOfTrail } from '../lake/trail-events.ts'
import { type TrailName, trailOfArn } from './trail.ts'

/** Finds the ARN of a trail by what its digests' names and folder say; `null` where its owner is not known. */
export type OwnerOf = (
  trail: string,
  home: string,
  folder: { readonly account: string; readonly organization: string | null },
) => string | null

/** ARNs of trails that are, or once were, trails of an organisation. */
const organizationTrails = (
  snapshots: readonly Snapshot[],
  changes: readonly ChangeOfTrail[],
): readonly TrailName[] => {
  const seen = snapshots
    .flatMap((s) => s.trails)
    .filter((t) => isKnown(t.config) && t.config.known.isOrganization)
    .map((t) => t.arn)
  const told = changes.filter((c) => c.isOrganization === true).map((c) => c.arn)
  return [...new Set([...seen, ...told])].flatMap((arn) => trailOfArn(arn) ?? [])
}

/**
 * Outside of an organisation's folder a trail belongs to the account of the folder. In one it belongs to the management
 * account, which only a snapshot or an event tells (facts/aws.md 2.1): where two could be meant, none is.
 */
export const ownersOf = (
  snapshots: readonly Snapshot[],
  changes: readonly ChangeOfTrail[],
): OwnerOf => {
  const organizational = organizationTrails(snapshots, changes)
  return (trail, home, { account, organization }) => {
    if (organization === null)
      return `arn:${partitionOfRegion(home)}:cloudtrail:${home}:${account}:trail/${trail}`
    const meant = organizational.filter((t) => t.trail === trail && t.home === home)
    return meant.length === 1 ? (meant[0]?.arn ?? null) : null
  }
}
