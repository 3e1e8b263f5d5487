import { isDirectoryBucket } from '../../../model/catalogue/directory-bucket.ts'
import type { Box } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { dataOf, management, otherWrites, S3_OBJECT } from '../parts/common.ts'
import { directoryCalls, inDirectoryBucket } from '../parts/directory.ts'
import { both, didNotSucceed, narrowed, succeeded } from '../parts/filters.ts'
import { principalOption, said, whom } from '../parts/option.ts'
import { ofWhom } from '../parts/place.ts'
import { about, objectsOf } from '../parts/resource.ts'
import type { Asked, Part, Question } from '../question.ts'
import { bucketsInSnapshots } from '../resolve/bucket.ts'

const managementPart = (kind: 'write' | 'read', asked: Asked, resource: string): Part => {
  const all = management(kind, both(about(resource), asked.who))
  return {
    name: `management-${kind}s`,
    title: kind === 'write' ? 'calls that change it' : 'calls that look at it',
    default: kind === 'write',
    pieces: ofWhom(narrowed(all, succeeded), asked),
    attempts: narrowed(all, didNotSucceed),
  }
}

/** A name that is not an ARN may be a bucket’s. */
const arnsOf = (resource: string, { partitions }: Asked): string[] =>
  resource.startsWith('arn:') ? [resource] : partitions.map((p) => `arn:${p}:s3:::${resource}`)

/** The directory bucket that a resource is, by its name or ARN. */
const directoryOf = (resource: string): string | undefined => {
  const name = /^(?:arn:[^:]*:s3express:[^:]*:[^:]*:(?:bucket[/])?)?([^:/]+)$/.exec(resource)?.[1]
  return name !== undefined && isDirectoryBucket(name) ? name : undefined
}

const boxesOf = (resource: string, asked: Asked): readonly Box[] => {
  const directory = directoryOf(resource)
  if (directory !== undefined)
    return directoryCalls(undefined, both(inDirectoryBucket(directory, ''), asked.who)).boxes
  return arnsOf(resource, asked).flatMap((arn) => {
    const objects = objectsOf(arn)
    return objects === undefined
      ? []
      : dataOf(S3_OBJECT, { 'resources.ARN': objects }, asked.who).boxes
  })
}

const objectsPart = (asked: Asked, resource: string): Part[] => {
  const boxes = boxesOf(resource, asked)
  if (boxes.length === 0) return []
  return [
    {
      name: 's3-objects',
      title: 'S3 objects',
      default:
        resource.startsWith('arn:') ||
        directoryOf(resource) !== undefined ||
        isBucket(resource, asked),
      pieces: ofWhom(narrowed({ boxes }, succeeded), asked),
      attempts: narrowed({ boxes }, didNotSucceed),
    },
  ]
}

const isBucket = (name: string, { evidence, logBuckets }: Asked): boolean =>
  bucketsInSnapshots(evidence).includes(name) || logBuckets.some((b) => b.name === name)

export const resourceHistory: Question = {
  id: 'resource-history',
  sentence: (params) =>
    `Did ${whom(params, 'anyone')} change ${said(params, 'resource', 'this resource')}?`,
  why: 'Everything that named one resource, by ARN or by id, in parameters and answers as well.',
  options: [
    { name: 'resource', kind: 'resource', description: 'ARN or id: sg-..., i-..., arn:aws:...' },
    principalOption,
  ],
  needsOneOf: ['resource'],
  defaultWindow: 90 * DAY,
  parts: (asked) => {
    const resource = said(asked.params, 'resource', '')
    return [
      managementPart('write', asked, resource),
      managementPart('read', asked, resource),
      ...objectsPart(asked, resource),
      ...otherWrites(asked, about(resource)),
    ]
  },
  examples: [
    {
      command: 'wholetrail ask resource-history --resource sg-0123456789abcdef0',
      says: 'Who changed this security group in the last 90 days?',
    },
  ],
}
