import {
  objectCopies,
  objectLists,
  objectProbes,
  objectReads,
  objectWrites,
} from '../../../model/catalogue/sets.ts'
import type { BoxFields, Constraint, Filter, Scope } from '../../../model/scope.ts'
import { NOT_A_BUCKET } from '../filter/resource.ts'
import type { Asked, Part, Piece } from '../question.ts'
import { dataOf, S3_OBJECT } from './common.ts'
import { copiedFrom } from './copy-source.ts'
import {
  directoryBucketOf,
  directoryCalls,
  directoryPart,
  inDirectoryBucket,
  renames,
} from './directory.ts'
import { both, keyBegins, succeeded } from './filters.ts'
import { ofBucket, ofWhom, ownerObstacle } from './place.ts'
import { relativesPart } from './relatives.ts'
import { besidesThroughPoints } from './through-points.ts'

export const S3_SOURCE = 's3.amazonaws.com'

/** ARNs of the objects asked about; absent for any (R5: with the slash, or `data` would take in `data2`). */
const arnOf = ({ params, bucket, partitions }: Asked): Constraint | undefined =>
  typeof params.bucket === 'string'
    ? {
        StartsWith: (bucket?.partitions ?? partitions).map(
          (p) => `arn:${p}:s3:::${params.bucket}/${params.prefix ?? ''}`,
        ),
      }
    : undefined

/** Calls on the objects asked about. */
export const objectCalls = (
  names: readonly string[] | undefined,
  asked: Asked,
  filter?: Filter,
): Scope => {
  const directory = directoryBucketOf(asked)
  if (directory !== undefined) {
    const here = inDirectoryBucket(directory, String(asked.params.prefix ?? ''))
    return directoryCalls(names, both(here, filter, asked.who))
  }
  const arn = arnOf(asked)
  const fields: BoxFields = {
    eventSource: { Equals: [S3_SOURCE] },
    ...(names === undefined ? {} : { eventName: { Equals: names } }),
    ...(arn === undefined ? {} : { 'resources.ARN': arn }),
  }
  return dataOf(S3_OBJECT, fields, both(filter, asked.who))
}

/** Where events on the objects asked about are delivered. */
export const ofObjects = (scope: Scope, asked: Asked): Piece[] =>
  asked.bucket === undefined ? ofWhom(scope, asked) : ofBucket(scope, asked.bucket, asked)

const fromSource = ({ params: { bucket, prefix } }: Asked): Filter | undefined =>
  typeof bucket === 'string' ? copiedFrom(bucket, String(prefix ?? '')) : undefined

/**
 * Copies out of the objects asked about. A copy is recorded with its target, which may be any bucket of whoever
 * copies; that it leaves a record on its source is not documented well enough for a no.
 */
const copiesOut = (asked: Asked): Piece[] => {
  const source = fromSource(asked)
  const scope = dataOf(
    S3_OBJECT,
    { eventSource: { Equals: [S3_SOURCE] }, eventName: { Equals: objectCopies } },
    both(succeeded, both(source, asked.who)),
  )
  return ofWhom(scope, asked)
}

/** What a copy wrote to: its record may carry the resources of its source beside those of its target. */
const intoTarget = ({ params }: Asked): Filter | undefined => {
  if (typeof params.bucket !== 'string') return undefined
  const copies: Filter = { column: 'event_name', is: { Equals: objectCopies }, missing: 'no' }
  const alias: Filter = { column: 'bucket_name', is: NOT_A_BUCKET, missing: 'no' }
  const target: Filter = {
    all: [
      { column: 'bucket_name', is: { Equals: [params.bucket] }, missing: 'unknown' },
      keyBegins(String(params.prefix ?? '')),
    ],
  }
  return { any: [{ not: copies }, target, { all: [alias, { constant: 'unknown' }] }] }
}

const partOf = (asked: Asked, sought: Scope, attempts: Scope): Part => ({
  name: 's3-objects',
  title: 'S3 objects',
  default: true,
  pieces: ofObjects(sought, asked),
  attempts,
  ...besidesThroughPoints(sought, asked),
  obstacles: asked.bucket === undefined ? [] : ownerObstacle(asked.bucket, asked),
})

/** Successful reads of content (R10). */
export const readsPart = (asked: Asked): Part =>
  partOf(
    asked,
    objectCalls(objectReads, asked, succeeded),
    objectCalls([...objectReads, ...objectProbes, ...objectLists], asked),
  )

/**
 * Copies are reads of their source too (R10), and a part of their own: they are recorded elsewhere, so that the
 * answer about direct reads stays known where the one about copies is not.
 */
export const copiesPart = (asked: Asked): Part => ({
  name: 's3-copies',
  title: 'copies into other buckets',
  default: true,
  pieces: copiesOut(asked),
})

/** Reads in directory buckets where no bucket is named, and copies into them, which are recorded with their target. */
export const directoryReadsPart = (asked: Asked): Part =>
  asked.bucket === undefined
    ? directoryPart(asked, {
        title: 'objects in directory buckets, and copies into them',
        names: [...objectReads, ...objectCopies],
        attempts: [...objectProbes, ...objectLists],
      })
    : directoryPart(asked, {
        title: 'copies into directory buckets',
        names: objectCopies,
        filter: fromSource(asked),
      })

/** Writes in directory buckets where no bucket is named. */
export const directoryWritesPart = (asked: Asked, names: readonly string[]): Part[] =>
  asked.bucket === undefined
    ? [
        directoryPart(asked, {
          title: 'objects in directory buckets',
          names: [...names, ...renames],
          attempts: objectWrites,
        }),
      ]
    : []

/** Objects that S3's relatives keep, where no bucket is named. */
export const relativeReadsPart = (asked: Asked): Part[] =>
  asked.bucket === undefined ? [relativesPart(asked, 'objects of', objectReads)] : []

export const relativeWritesPart = (asked: Asked, names: readonly string[]): Part[] =>
  asked.bucket === undefined ? [relativesPart(asked, 'objects written to', names)] : []

/** Successful calls that give an object other content. */
export const writesPart = (asked: Asked, names: readonly string[]): Part => {
  const target = intoTarget(asked)
  const written = directoryBucketOf(asked) === undefined ? names : [...names, ...renames]
  return partOf(
    asked,
    objectCalls(written, asked, both(succeeded, target)),
    objectCalls(objectWrites, asked, target),
  )
}
