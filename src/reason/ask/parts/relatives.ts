import {
  objectCopies,
  objectLists,
  objectProbes,
  objectReads,
  objectWrites,
} from '../../../model/catalogue/sets.ts'
import type { Filter, Scope } from '../../../model/scope.ts'
import type { Asked, Part } from '../question.ts'
import { both, perhaps, succeeded } from './filters.ts'
import { ofWhom } from './place.ts'

/** What else keeps objects, or hands them out, under types of its own that only their own selectors take (R4). */
const types = [
  'AWS::FSx::Volume',
  'AWS::S3ObjectLambda::AccessPoint',
  'AWS::S3Outposts::Object',
  'AWS::S3Tables::Table',
  'AWS::S3Tables::TableBucket',
  'AWS::S3Vectors::Index',
  'AWS::S3Vectors::VectorBucket',
]

const known = [...objectReads, ...objectCopies, ...objectProbes, ...objectLists, ...objectWrites]

const named = (names: readonly string[]): Filter => ({
  column: 'event_name',
  is: { Equals: names },
  missing: 'unknown',
})

const calls = (filter: Filter | undefined): Scope => ({
  boxes: [
    {
      fields: { eventCategory: { Equals: ['Data'] }, 'resources.type': { Equals: types } },
      ...(filter === undefined ? {} : { filter }),
    },
  ],
})

/**
 * The part of a question about objects in any bucket that is about S3's relatives. Not all of their calls are
 * documented: one that is not known may do what is asked about (R7).
 */
export const relativesPart = (asked: Asked, title: string, names: readonly string[]): Part => ({
  name: 's3-relatives',
  title: `${title} S3 on Outposts, S3 Tables, S3 Vectors, Object Lambda and volumes of FSx`,
  default: false,
  pieces: ofWhom(
    calls(both(succeeded, { any: [named(names), perhaps({ not: named(known) })] }, asked.who)),
    asked,
  ),
  attempts: calls(both(named(known), { not: named(names) }, asked.who)),
})
