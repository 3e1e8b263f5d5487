import {
  directoryObjectTypes,
  isDirectoryBucket,
} from '../../../model/catalogue/directory-bucket.ts'
import type { Constraint, Filter, Scope } from '../../../model/scope.ts'
import type { Asked, Part } from '../question.ts'
import { both, didNotSucceed, keyBegins, perhaps, succeeded } from './filters.ts'
import { ofWhom } from './place.ts'

const DIRECTORY_BUCKET: Constraint = { EndsWith: ['--x-s3'] }

/** What else of a directory bucket gives an object other content, or a key another object. */
export const renames = ['RenameObject'] as const

/** Calls on objects in directory buckets. Which ARNs they carry AWS's own examples differ about: it narrows nothing. */
export const directoryCalls = (names: readonly string[] | undefined, filter?: Filter): Scope => ({
  boxes: [
    {
      fields: {
        eventCategory: { Equals: ['Data'] },
        'resources.type': { Equals: directoryObjectTypes },
        ...(names === undefined ? {} : { eventName: { Equals: names } }),
      },
      ...(filter === undefined ? {} : { filter }),
    },
  ],
})

/** In one directory bucket; a call that names no bucket, or an access point, may be on it (R7). */
export const inDirectoryBucket = (bucket: string, prefix: string): Filter => {
  const other: Filter = { column: 'bucket_name', is: DIRECTORY_BUCKET, missing: 'no' }
  const here: Filter = {
    any: [
      { column: 'bucket_name', is: { Equals: [bucket] }, missing: 'no' },
      perhaps({ not: other }),
    ],
  }
  return prefix === ''
    ? here
    : {
        all: [here, keyBegins(prefix)],
      }
}

/** The directory bucket that a question is about, if it is about one. */
export const directoryBucketOf = ({ params }: Asked): string | undefined =>
  typeof params.bucket === 'string' && isDirectoryBucket(params.bucket) ? params.bucket : undefined

interface Directory {
  readonly title: string
  readonly names: readonly string[]
  readonly filter?: Filter | undefined
  readonly attempts?: readonly string[]
}

/**
 * The part of a question about buckets that is about directory buckets: only selectors of their own record them, so
 * that it is asked where evidence speaks of one, and else named as not asked (R8).
 */
export const directoryPart = (
  asked: Asked,
  { title, names, filter, attempts }: Directory,
): Part => ({
  name: 's3-express',
  title,
  default: asked.directoryBuckets === true,
  pieces: ofWhom(directoryCalls(names, both(succeeded, filter, asked.who)), asked),
  attempts: directoryCalls(
    [...names, ...(attempts ?? [])],
    attempts === undefined ? both(didNotSucceed, filter, asked.who) : both(filter, asked.who),
  ),
})
