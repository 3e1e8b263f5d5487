import type { GetTrailStatusResponse, Trail } from '@aws-sdk/client-cloudtrail'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { SnapshotTrail } from '../../../model/snapshot/trail.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { wasAnswered } from './listing.ts'
import { readKnown, withoutList, withoutMember } from './map/answer.ts'
import { trailOf, trailStatusOf } from './map/trail.ts'

const statusOf = async (place: Place, arn: string): Promise<SnapshotTrail['status'][number]> => {
  const readAt = place.now()
  const answer = await place.ask<GetTrailStatusResponse>('cloudtrail', 'GetTrailStatus', {
    Name: arn,
  })
  return {
    account: place.account,
    region: place.region,
    readAt,
    status: readKnown(answer, (status) =>
      status === null ? withoutMember('IsLogging') : trailStatusOf(status),
    ),
  }
}

/** A trail in the list that cannot be named makes the list unreadable: absence would not be known. */
const whole = (listed: Observed<readonly Trail[]>): Observed<readonly Trail[]> =>
  readKnown(listed, (trails) =>
    trails.every((t) => t.TrailARN !== undefined && t.HomeRegion !== undefined)
      ? { known: trails }
      : withoutList('TrailARN or HomeRegion of a trail'),
  )

/**
 * Trails, with the copies of trails of other regions and of the organisation (shadow trails), and the status of each
 * here. Status needs the ARN, and each region answers for its own copy alone (facts/aws.md 8.1).
 */
export const trails = {
  id: 'trails',
  reads: 'Trails and their copies in each region, and whether each copy is logging and delivering.',
  step: 'places',
  reach: 'region',
  calls: [
    {
      service: 'cloudtrail',
      operation: 'DescribeTrails',
      action: 'cloudtrail:DescribeTrails',
    },
    {
      service: 'cloudtrail',
      operation: 'GetTrailStatus',
      action: 'cloudtrail:GetTrailStatus',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const { account, region } = place
    const answer = whole(
      await listAll<Trail>(place, ['cloudtrail', 'DescribeTrails', 'trailList'], {
        includeShadowTrails: true,
      }),
    )
    const seen = (isKnown(answer) ? answer.known : []).flatMap((t) => trailOf(t, readAt) ?? [])
    return {
      trailsListed: [{ account, region, readAt, listed: wasAnswered(answer) }],
      trails: await Promise.all(
        seen.map(async (trail) => ({ ...trail, status: [await statusOf(place, trail.arn)] })),
      ),
    }
  },
} as const satisfies Probe
