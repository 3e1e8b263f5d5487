import { trailChanges } from '../../../model/catalogue/sets.ts'
import type { Filter, Scope } from '../../../model/scope.ts'
import { calls } from '../parts/common.ts'
import { didNotSucceed, mentions, names, narrowed, perhaps, succeeded } from '../parts/filters.ts'
import { principalOption, whom } from '../parts/option.ts'
import { ofBucket, ofOwner, ofWhom, ownerObstacle, together } from '../parts/place.ts'
import type { Asked, Obstacle, Part, Piece, Question } from '../question.ts'
import type { ResolvedBucket } from '../resolve/bucket.ts'
import { type Delivery, deliveryOf, type Used } from '../resolve/delivery.ts'

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

/** A scope, with the places where its events are delivered. */
interface Sought {
  readonly scope: Scope
  readonly places: (scope: Scope, asked: Asked) => Piece[]
}

const anywhere = (scope: Scope): Sought => ({ scope, places: ofWhom })

const part = (
  asked: Asked,
  name: string,
  title: string,
  sought: readonly Sought[],
  obstacles: readonly Obstacle[] = [],
): Part[] => {
  if (sought.length === 0) return []
  const all = sought.map((s) => ({ ...s, scope: narrowed(s.scope, asked.who) }))
  return [
    {
      name,
      title,
      default: true,
      pieces: all.flatMap((s) => s.places(narrowed(s.scope, succeeded), asked)),
      attempts: narrowed(merged(all.map((s) => s.scope)), didNotSucceed),
      obstacles,
    },
  ]
}

/** Calls on log buckets. Account-wide settings name no bucket and are left out. */
const onLogBuckets = (asked: Asked): Sought[] => {
  const { eventSource, eventNames } = trailChanges.bucket
  const names = eventNames.filter((n) => !n.includes('Account'))
  return together(asked.logBuckets).map((group) => ({
    scope: calls(eventSource, names, {
      column: 'bucket',
      is: { Equals: group.map((b) => b.name) },
      missing: 'unknown',
    }),
    places: (scope) => ofBucket(scope, group[0] as ResolvedBucket, asked),
  }))
}

/** Calls of a group on things that trails use, which may belong to another account than the trail. */
const named = (group: Group, used: readonly Used[], filter: (name: string) => Filter): Sought[] =>
  used.map(({ name, account }) => ({
    scope: ofGroup(group, filter(name)),
    places: (scope, asked) => ofOwner(scope, account, asked),
  }))

const logGroup = (name: string): Filter => ({
  column: 'request_parameters',
  path: ['logGroupName'],
  is: { Equals: [name] },
  missing: 'unknown',
})

/** That a call does not tell its key: by an alias, and without the key among the resources (facts/aws.md 5.3). */
const byAlias: Filter = {
  all: [
    { column: 'request_parameters', path: ['keyId'], pattern: '(^|:)alias/', missing: 'no' },
    { not: { column: 'resource_types', contains: 'AWS::KMS::Key', missing: 'no' } },
  ],
}

const ofKey = (id: string): Filter =>
  id.startsWith('alias/') ? { constant: 'unknown' } : { any: [names(id), perhaps(byAlias)] }

/** Changes of the roles that trails write to log groups with (facts/aws.md 5.4); any, where no record names them. */
const onLogRoles = ({ logGroups, logRoles }: Delivery): Sought[] => {
  if (logGroups.length === 0) return []
  return logRoles.length === 0
    ? [anywhere(ofGroup('logRole', { constant: 'unknown' }))]
    : named('logRole', logRoles, (name) => ({
        column: 'request_parameters',
        path: ['roleName'],
        is: { Equals: [name] },
        missing: 'unknown',
        ignoreCase: true,
      }))
}

const UNREAD: Obstacle = {
  reason: 'configuration unknown',
  detail:
    'not every trail’s configuration was read, so that log buckets, keys or topics may be missing from the question',
  remedy: 'collect the configuration of every trail: wholetrail collect [--org]',
}

export const trailTampering: Question = {
  id: 'trail-tampering',
  sentence: (params) => `Did ${whom(params, 'anyone')} change what is recorded?`,
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
        anywhere(ofGroup('recorder', { not: emptyInsights })),
        anywhere(ofGroup('region')),
        anywhere(ofGroup('organization')),
      ]),
      ...part(
        asked,
        'log-storage',
        'log buckets and their keys',
        [...onLogBuckets(asked), ...named('key', delivery.keys, ofKey)],
        [...unread, ...asked.logBuckets.flatMap((b) => ownerObstacle(b, asked))],
      ),
      ...part(
        asked,
        'log-delivery',
        'log groups and topics that trails deliver to',
        [
          ...named('logGroup', delivery.logGroups, logGroup),
          ...named('topic', delivery.topics, mentions),
          ...onLogRoles(delivery),
        ],
        unread,
      ),
      ...part(asked, 'detection', 'GuardDuty, Security Hub, Config and event rules', [
        anywhere(ofGroup('detector')),
        anywhere(ofGroup('findings')),
        anywhere(ofGroup('configuration')),
        anywhere(ofGroup('rule')),
      ]),
    ]
  },
  examples: [
    {
      command: 'wholetrail ask trail-tampering --from 30d',
      says: 'Was logging stopped, narrowed or broken in the last month? Refused attempts are shown apart.',
    },
  ],
}
