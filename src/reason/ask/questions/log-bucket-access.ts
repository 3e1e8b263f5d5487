import {
  objectCopies,
  objectLists,
  objectProbes,
  objectReads,
  openingCalls,
  trailChanges,
} from '../../../model/catalogue/sets.ts'
import type { Filter, Scope } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { calls, dataOf, S3_OBJECT } from '../parts/common.ts'
import { copiedFrom } from '../parts/copy-source.ts'
import { directoryPart } from '../parts/directory.ts'
import { both, didNotSucceed, narrowed, perhaps, succeeded } from '../parts/filters.ts'
import { S3_SOURCE } from '../parts/objects.ts'
import { principalOption, whom } from '../parts/option.ts'
import { ofBucket, ofWhom, ownerObstacle, together } from '../parts/place.ts'
import type { Asked, Obstacle, Part, Question } from '../question.ts'
import type { ResolvedBucket } from '../resolve/bucket.ts'

const NO_BUCKET: Obstacle = {
  reason: 'configuration unknown',
  detail: 'no snapshot and no event says which buckets trails deliver to',
  remedy: 'collect the trails: wholetrail collect [--org]',
}

const obstaclesOf = (asked: Asked): Obstacle[] =>
  asked.logBuckets.length === 0
    ? [NO_BUCKET]
    : asked.logBuckets.flatMap((b) => ownerObstacle(b, asked))

const forEach = (
  asked: Asked,
  make: (buckets: readonly ResolvedBucket[]) => Scope,
): Pick<Part, 'pieces' | 'attempts' | 'obstacles'> => {
  const groups = together(asked.logBuckets).map((group) => ({
    scope: make(group),
    first: group[0] as ResolvedBucket,
  }))
  return {
    pieces: groups.flatMap(({ scope, first }) =>
      ofBucket(narrowed(scope, succeeded), first, asked),
    ),
    attempts: { boxes: groups.flatMap(({ scope }) => narrowed(scope, didNotSucceed).boxes) },
    obstacles: obstaclesOf(asked),
  }
}

const touching = [...objectReads, 'DeleteObject', 'DeleteObjects', 'PutObjectAcl']

const onObjects =
  (calls: readonly string[], asked: Asked) => (buckets: readonly ResolvedBucket[]) =>
    dataOf(
      S3_OBJECT,
      {
        eventSource: { Equals: [S3_SOURCE] },
        eventName: { Equals: calls },
        'resources.ARN': {
          StartsWith: buckets.flatMap((b) => b.partitions.map((p) => `arn:${p}:s3:::${b.name}/`)),
        },
      },
      asked.who,
    )

const bucketChanges = [
  ...new Set([
    ...trailChanges.bucket.eventNames.filter((n) => !n.includes('Account')),
    ...openingCalls,
  ]),
]

/** An access point is made with the name of its bucket inside; later calls name the access point alone. */
const onBucket = (names: readonly string[]): Filter => {
  const pointsTo = {
    column: 'request_parameters',
    path: ['CreateAccessPointRequest', 'Bucket'],
  } as const
  return {
    any: [
      { column: 'bucket', is: { Equals: names }, missing: 'no' },
      { ...pointsTo, is: { Equals: names }, missing: 'no' },
      perhaps({
        all: [
          { column: 'bucket', present: false },
          { ...pointsTo, present: false },
        ],
      }),
    ],
  }
}

const settings = (asked: Asked) => (buckets: readonly ResolvedBucket[]) =>
  calls(S3_SOURCE, bucketChanges, both(onBucket(buckets.map((b) => b.name)), asked.who))

const fromLogs = (asked: Asked): Filter => ({
  any: asked.logBuckets.map((b) => copiedFrom(b.name, '')),
})

/** Copies are recorded with their target, wherever that is. */
const copies = (asked: Asked): Pick<Part, 'pieces' | 'attempts' | 'obstacles'> => {
  const all = dataOf(
    S3_OBJECT,
    { eventSource: { Equals: [S3_SOURCE] }, eventName: { Equals: objectCopies } },
    both(fromLogs(asked), asked.who),
  )
  return {
    pieces: ofWhom(narrowed(all, succeeded), asked),
    attempts: narrowed(all, didNotSucceed),
    obstacles: asked.logBuckets.length === 0 ? [NO_BUCKET] : [],
  }
}

export const logBucketAccess: Question = {
  id: 'log-bucket-access',
  sentence: (params) =>
    `Did ${whom(params, 'anyone')} read, delete or open up the logs in any trail’s bucket?`,
  why: 'Who watches the log itself: reads tell an intruder what you know, deletions take it from you.',
  options: [principalOption],
  needsOneOf: [],
  defaultWindow: 30 * DAY,
  usesLogBuckets: true,
  parts: (asked) => [
    {
      name: 'management-writes',
      title: 'settings of log buckets',
      default: true,
      ...forEach(asked, settings(asked)),
    },
    {
      name: 's3-objects',
      title: 'log files read, deleted or opened',
      default: true,
      ...forEach(asked, onObjects(touching, asked)),
    },
    { name: 's3-copies', title: 'log files copied elsewhere', default: true, ...copies(asked) },
    directoryPart(asked, {
      title: 'log files copied into directory buckets',
      names: objectCopies,
      filter: fromLogs(asked),
    }),
    {
      name: 's3-listings',
      title: 'log files listed or looked at',
      default: false,
      ...forEach(asked, onObjects([...objectLists, ...objectProbes], asked)),
    },
  ],
  examples: [
    {
      command: 'wholetrail ask log-bucket-access --from 30d',
      says: 'Did anyone touch the logs themselves in the last month?',
    },
  ],
}
