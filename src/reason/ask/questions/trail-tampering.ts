import { trailChanges } from '../../../model/catalogue/sets.ts'
import type { Filter, Scope } from '../../../model/scope.ts'
import { calls } from '../parts/common.ts'
import { didNotSucceed, mentions, narrowed, succeeded } from '../parts/filters.ts'
import { principalOption, whom } from '../parts/option.ts'
import { ofWhom } from '../parts/place.ts'
import type { Asked, Obstacle, Part, Question } from '../question.ts'
import { deliveryOf } from '../resolve/delivery.ts'

type Group = keyof typeof trailChanges

/** The console sends an empty list when it makes a trail: nothing is switched off by it (facts/aws.md 5.2). */
const emptyInsights: Filter = {
  all: [
    { column: 'event_name', is: { Equals: ['PutInsightSelectors'] }, missing: 'no' },
    {
      any: ['"insightSelectors":[]', '"insightSelectors": []'].map((contains) => ({
        column: 'request_parameters',
        contains,
        missing: 'no' as const,
      })),
    },
  ],
}

const ofGroup = (group: Group, filter?: Filter): Scope =>
  calls(trailChanges[group].eventSource, trailChanges[group].eventNames, filter)

const merged = (scopes: readonly Scope[]): Scope => ({ boxes: scopes.flatMap((s) => s.boxes) })

const part = (
  asked: Asked,
  name: string,
  title: string,
  scopes: readonly Scope[],
  obstacles: readonly Obstacle[] = [],
): Part[] => {
  if (scopes.length === 0) return []
  const all = narrowed(merged(scopes), asked.who)
  return [
    {
      name,
      title,
      default: true,
      pieces: ofWhom(narrowed(all, succeeded), asked),
      attempts: narrowed(all, didNotSucceed),
      obstacles,
    },
  ]
}

const ofAnyOf = (names: readonly string[], filter: (name: string) => Filter): Filter => ({
  any: names.map(filter),
})

/** Calls on log buckets. Account-wide settings name no bucket and are left out. */
const onLogBuckets = (asked: Asked): Scope[] => {
  const names = asked.logBuckets.map((b) => b.name)
  if (names.length === 0) return []
  const { eventSource, eventNames } = trailChanges.bucket
  return [
    calls(
      eventSource,
      eventNames.filter((n) => !n.includes('Account')),
      { column: 'bucket', is: { Equals: names }, missing: 'unknown' },
    ),
  ]
}

const named = (
  group: Group,
  names: readonly string[],
  filter: (name: string) => Filter,
): Scope[] => (names.length === 0 ? [] : [ofGroup(group, ofAnyOf(names, filter))])

const logGroup = (name: string): Filter => ({
  column: 'request_parameters',
  path: ['logGroupName'],
  is: { Equals: [name] },
  missing: 'unknown',
})

const UNREAD: Obstacle = {
  reason: 'configuration unknown',
  detail:
    'not every trail’s configuration was read, so that log buckets, keys or topics may be missing from the question',
  remedy: 'add a snapshot with the configuration of every trail',
}

export const trailTampering: Question = {
  id: 'trail-tampering',
  sentence: (params) => `Did ${whom(params, 'anyone')} change what is recorded, or try to?`,
  why: 'Whoever wants to stay unseen stops the trail, empties its selectors, or breaks its delivery.',
  options: [principalOption],
  needsOneOf: [],
  defaultWindow: 'all',
  usesLogBuckets: true,
  parts: (asked) => {
    const delivery = deliveryOf(asked.evidence)
    const unread = delivery.whole ? [] : [UNREAD]
    return [
      ...part(asked, 'management-writes', 'trails, regions and the organisation', [
        ofGroup('recorder', { not: emptyInsights }),
        ofGroup('region'),
        ofGroup('organization'),
      ]),
      ...part(
        asked,
        'log-storage',
        'log buckets and their keys',
        [...onLogBuckets(asked), ...named('key', delivery.keys, mentions)],
        unread,
      ),
      ...part(
        asked,
        'log-delivery',
        'log groups and topics that trails deliver to',
        [
          ...named('logGroup', delivery.logGroups, logGroup),
          ...named('topic', delivery.topics, mentions),
        ],
        unread,
      ),
      ...part(asked, 'detection', 'GuardDuty, Config and event rules', [
        ofGroup('detector'),
        ofGroup('configuration'),
        ofGroup('rule'),
      ]),
    ]
  },
  examples: [
    {
      command: 'wholetrail ask trail-tampering --from 30d',
      says: 'Was logging stopped, narrowed or broken in the last month, or was it tried?',
    },
  ],
}
