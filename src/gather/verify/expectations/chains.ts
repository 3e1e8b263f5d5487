import type { ChainId } from '../../../model/verification.ts'
import type { Ground } from './expected.ts'
import { enabledRegions, membersOf } from './members.ts'
import { seenOf } from './observed.ts'
import { trailOfArn } from './trail.ts'

/** A chain that must be there, and the bucket and prefix that its trail writes to now. */
export interface ExpectedChain {
  readonly id: ChainId & { readonly arn: string }
  readonly bucket: string
  readonly prefix: string
}

/**
 * Every chain that there must be by the newest snapshot that saw its trail on, also where it was stopped or deleted later: a
 * multi-region trail has one in each enabled region,
 * an organisation trail in each active member.
 */
export const expectedChains = ({ snapshots }: Ground): readonly ExpectedChain[] => {
  const arns = [...new Set(snapshots.flatMap((s) => s.trails.map((t) => t.arn)))]
  const members = membersOf(snapshots) ?? []
  return arns.flatMap((arn) => {
    const trail = trailOfArn(arn)
    if (trail === undefined) return []
    const newest = seenOf(trail, snapshots).findLast((s) => s.isOn)
    if (newest === undefined || newest.config === null) return []
    const { s3Bucket, s3Prefix, isOrganization, isMultiRegion } = newest.config
    const active = members.filter((m) => m.isActive).map((m) => m.account)
    const accounts = isOrganization ? [...new Set([trail.owner, ...active])] : [trail.owner]
    return accounts.flatMap((account) => {
      const regions = isMultiRegion
        ? enabledRegions(snapshots, account, trail.partition)
        : [trail.home]
      return regions.map((region) => ({
        id: { trail: trail.trail, home: trail.home, account, region, arn },
        bucket: s3Bucket,
        prefix: s3Prefix.replace(/\/+$/, ''),
      }))
    })
  })
}
