import type {
  GetEventConfigurationResponse,
  GetEventSelectorsResponse,
  GetInsightSelectorsResponse,
  GetTrailResponse,
  ListTagsResponse,
} from '@aws-sdk/client-cloudtrail'
import type { SnapshotTrail } from '../../../model/snapshot/trail.ts'
import type { Place, Probe } from '../probe.ts'
import { member, readKnown, withoutMember } from './map/answer.ts'
import { insightsOf, selectorsOf } from './map/selectors.ts'
import { tagsOf } from './map/tags.ts'
import { trailConfigOf } from './map/trail.ts'
import { trailsAskedBy } from './places/asker.ts'

const NO_INSIGHTS = ['InsightNotEnabledException']

/** Asked by ARN in the home region: other regions do not know the selectors (facts/aws.md 8.1, 9). */
const detailsOf = async (place: Place, trail: SnapshotTrail): Promise<SnapshotTrail> => {
  const readAt = place.now()
  const region = trail.homeRegion
  const ask = <Output>(operation: string, input: object, absent: readonly string[] = []) =>
    place.ask<Output>('cloudtrail', operation, input, { region, absent })
  const [config, selectors, insights, configuration, tags] = await Promise.all([
    ask<GetTrailResponse>('GetTrail', { Name: trail.arn }),
    ask<GetEventSelectorsResponse>('GetEventSelectors', { TrailName: trail.arn }),
    ask<GetInsightSelectorsResponse>('GetInsightSelectors', { TrailName: trail.arn }, NO_INSIGHTS),
    ask<GetEventConfigurationResponse>('GetEventConfiguration', { TrailName: trail.arn }),
    ask<ListTagsResponse>('ListTags', { ResourceIdList: [trail.arn] }),
  ])
  return {
    arn: trail.arn,
    readAt,
    name: trail.name,
    homeRegion: region,
    config: readKnown(config, (c) =>
      c?.Trail === undefined ? withoutMember('Trail') : trailConfigOf(c.Trail),
    ),
    hasCustomEventSelectors: readKnown(config, (c) =>
      member(c?.Trail?.HasCustomEventSelectors, 'HasCustomEventSelectors'),
    ),
    selectors: readKnown(selectors, (s) => selectorsOf(s ?? {})),
    insightSelectors: readKnown(insights, (i) => ({ known: i === null ? [] : [...insightsOf(i)] })),
    eventConfiguration: readKnown(configuration, configurationOf),
    tags: readKnown(tags, (t) =>
      tagsOf(t?.ResourceTagList?.find((r) => r.ResourceId === trail.arn)?.TagsList),
    ),
    status: [],
  }
}

/** Only what was set; the name of the trail and what the SDK adds are no part of it. */
const configurationOf = (answer: GetEventConfigurationResponse | null) => {
  if (answer === null) return withoutMember('event configuration')
  const { MaxEventSize, ContextKeySelectors, AggregationConfigurations } = answer
  const set = { MaxEventSize, ContextKeySelectors, AggregationConfigurations }
  return { known: Object.fromEntries(Object.entries(set).filter(([, v]) => v !== undefined)) }
}

/** The configuration is read again with the selectors, so that both are of one time. */
export const trailSelectors = {
  id: 'trail-selectors',
  reads: 'What each trail selects, in its home region: event and Insights selectors, tags.',
  step: 'lists',
  reach: 'account',
  calls: [
    { service: 'cloudtrail', operation: 'GetTrail', action: 'cloudtrail:GetTrail' },
    {
      service: 'cloudtrail',
      operation: 'GetEventSelectors',
      action: 'cloudtrail:GetEventSelectors',
    },
    {
      service: 'cloudtrail',
      operation: 'GetInsightSelectors',
      action: 'cloudtrail:GetInsightSelectors',
    },
    {
      service: 'cloudtrail',
      operation: 'GetEventConfiguration',
      action: 'cloudtrail:GetEventConfiguration',
    },
    { service: 'cloudtrail', operation: 'ListTags', action: 'cloudtrail:ListTags' },
  ],
  run: async (place) => ({
    trails: await Promise.all(
      trailsAskedBy(place.found, place.account).map((trail) => detailsOf(place, trail)),
    ),
  }),
} as const satisfies Probe
