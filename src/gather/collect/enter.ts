import type { Observed } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import type { Part } from './merge/merge.ts'
import type { Place } from './probe.ts'
import type { Target } from './targets.ts'

type Regions = Snapshot['regions'][number]['regions']

interface RegionsPage {
  readonly Regions?: readonly { readonly RegionName?: string; readonly OptInStatus?: string }[]
}

/** Every region with whether it is enabled in this account; `opted-in` and `opt-in-not-required` are. */
const regionsOf = async (place: Pick<Place, 'ask'>): Promise<Regions> => {
  const answer = await place.ask<RegionsPage>('ec2', 'DescribeRegions', { AllRegions: true })
  if ('unknown' in answer) return answer
  const regions = answer.known?.Regions ?? []
  if (regions.length === 0) return { unknown: 'error', detail: 'DescribeRegions names no region' }
  return {
    known: regions.flatMap(({ RegionName: name, OptInStatus = '' }) =>
      name === undefined ? [] : [{ name, enabled: !OptInStatus.startsWith('not-opted') }],
    ),
  }
}

const reachedAs = async (place: Pick<Place, 'ask'>, account: string): Promise<Observed<true>> => {
  const answer = await place.ask<{ readonly Account?: string }>('sts', 'GetCallerIdentity', {})
  if ('unknown' in answer) return answer
  if (answer.known?.Account === account) return { known: true }
  return { unknown: 'error', detail: `the role is of account ${answer.known?.Account ?? '?'}` }
}

/** Whether collection got into an account, and its regions. */
export const enter = async (
  { account, closed }: Target,
  place: Pick<Place, 'ask'>,
  now: () => Instant,
): Promise<Part> => {
  const readAt = now()
  const reached: Observed<true> =
    closed === undefined
      ? await reachedAs(place, account)
      : { unknown: 'not-collected', detail: closed }
  const regions: Regions = 'unknown' in reached ? reached : await regionsOf(place)
  return {
    at: readAt,
    fragment: {
      accounts: [{ account, readAt, reached }],
      regions: [{ account, readAt, regions }],
    },
  }
}
