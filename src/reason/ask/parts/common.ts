import { dataEventTypes } from '../../../model/catalogue/data-event-types.ts'
import type { Box, Constraint, Filter, Scope } from '../../../model/scope.ts'
import type { Asked, Part, Piece } from '../question.ts'
import { both, didNotSucceed, narrowed, succeeded } from './filters.ts'
import { ofWhom } from './place.ts'

const scope = (fields: Box['fields'], filter: Filter | undefined): Scope => ({
  boxes: [filter === undefined ? { fields } : { fields, filter }],
})

const category = (name: string): Constraint => ({ Equals: [name] })

/** Management events that change something, or that only read. */
export const management = (kind: 'write' | 'read', filter?: Filter): Scope =>
  scope(
    {
      eventCategory: category('Management'),
      readOnly: { Equals: [kind === 'write' ? 'false' : 'true'] },
    },
    filter,
  )

/** Named management calls of one service. Whether they read or write is left to the catalogue (R4). */
export const calls = (source: string, names: readonly string[], filter?: Filter): Scope =>
  scope(
    {
      eventCategory: category('Management'),
      eventSource: { Equals: [source] },
      eventName: { Equals: names },
    },
    filter,
  )

export const S3_OBJECT = 'AWS::S3::Object'
const otherTypes = dataEventTypes.filter((type) => type !== S3_OBJECT)

/** Data events on resources of one type. */
export const dataOf = (type: string, fields: Box['fields'] = {}, filter?: Filter): Scope =>
  scope(
    { eventCategory: category('Data'), 'resources.type': { Equals: [type] }, ...fields },
    filter,
  )

/** A record names the bucket beside the object: as an event on the object it belongs to the part about objects. */
const NOT_ON_OBJECTS: Filter = {
  not: { column: 'resource_types', contains: S3_OBJECT, missing: 'no' },
}

const networkActivity = (filter?: Filter): Scope =>
  scope({ eventCategory: category('NetworkActivity') }, filter)

interface Class {
  readonly name: string
  readonly title: string
  readonly default: boolean
  readonly scope: Scope
}

const others = (each: boolean): Class[] =>
  each
    ? otherTypes.map((type) => ({
        name: `data:${type}`,
        title: `data events of ${type}`,
        default: false,
        scope: dataOf(type),
      }))
    : [
        {
          name: 'other-data',
          title: `${otherTypes.length} other data event types`,
          default: false,
          scope: scope(
            {
              eventCategory: category('Data'),
              'resources.type': { NotEquals: [S3_OBJECT] },
            },
            NOT_ON_OBJECTS,
          ),
        },
      ]

const classes = (each: boolean): Class[] => [
  {
    name: 'management-writes',
    title: 'management events that change something',
    default: true,
    scope: management('write'),
  },
  {
    name: 'management-reads',
    title: 'management events that read',
    default: true,
    scope: management('read'),
  },
  { name: 's3-objects', title: 'S3 objects', default: true, scope: dataOf(S3_OBJECT) },
  ...others(each),
  {
    name: 'network-activity',
    title: 'network activity through VPC endpoints',
    default: false,
    scope: networkActivity(),
  },
]

/** What of a class counts as a yes: every call, or those that succeed while the others are attempts (R10). */
export type Counting = 'every call' | 'success'

/**
 * The parts of a question about everything that somebody did (R8): management writes and reads, S3 objects, each
 * other data event type, network activity.
 */
export const partsOfEverything = (
  asked: Asked,
  filter: Filter | undefined,
  counting: Counting,
): Part[] =>
  classes(asked.eachDataType).map((c) => {
    const counts = counting === 'success' ? succeeded : undefined
    const pieces: Piece[] = ofWhom(narrowed(c.scope, both(counts, filter)), asked)
    const part = { name: c.name, title: c.title, default: c.default, pieces }
    return counting === 'success'
      ? { ...part, attempts: narrowed(c.scope, both(didNotSucceed, filter)) }
      : part
  })

const WRITES: Box['fields'] = { readOnly: { Equals: ['false'] } }

/** Changes through data events other than those on S3 objects, as far as a filter goes. */
export const otherWrites = (asked: Asked, filter?: Filter): Part[] =>
  others(asked.eachDataType).map(({ scope: all, ...c }) => {
    const boxes = all.boxes.map((box) => ({ ...box, fields: { ...box.fields, ...WRITES } }))
    const writes = narrowed({ boxes }, both(filter, asked.who))
    return {
      ...c,
      pieces: ofWhom(narrowed(writes, succeeded), asked),
      attempts: narrowed(writes, didNotSucceed),
    }
  })
