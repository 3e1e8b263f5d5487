import { groupBy } from '../../../../model/group-by.ts'
import { eventsOf, type Found, type HeldEvents, isMany, type Look, namesOf } from '../candidate.ts'
import { isSingle, onResource, resourceName } from './shapes.ts'

const OBJECT = 'AWS::S3::Object'

/** Reads are those of a public site where nearly all of them come without credentials. */
const NEARLY_ALL = 0.9

const isAnonymous = ({ tuple }: HeldEvents): boolean => tuple.principal === 'anonymous'

const isObjectRead = ({ tuple }: HeldEvents): boolean =>
  tuple.class === 'data' &&
  tuple.type === OBJECT &&
  tuple.event.readOnly === true &&
  isSingle(OBJECT, tuple.event.eventName)

const isPublic = (reads: readonly HeldEvents[]): boolean =>
  eventsOf(reads.filter(isAnonymous)) >= eventsOf(reads) * NEARLY_ALL

/** Reads of buckets that anybody reads, by the names of calls of which that is so. */
export const publicReads = (look: Look): readonly Found[] => {
  const reads = look.held.filter(isObjectRead)
  return [...groupBy(reads, ({ tuple }) => tuple.resource)].flatMap(([resource, own]) => {
    if (resource === null) return []
    const open = [...groupBy(own, ({ tuple }) => tuple.event.eventName).values()].filter(isPublic)
    const found = open.flat()
    if (!isMany(look, eventsOf(found.filter(isAnonymous)))) return []
    const names = namesOf(found)
    const where = resourceName(resource)
    return {
      kind: 'public-reads' as const,
      trail: look.trail,
      title: `${names.join(', ')} on ${where}, which anybody reads without credentials`,
      isNoise: (tuple) =>
        tuple.principal === 'anonymous' &&
        tuple.resource === resource &&
        names.includes(tuple.event.eventName ?? ''),
      loss: `Who reads objects of ${where}, with or without credentials, is no longer recorded; writes are`,
      cut: {
        category: 'Data' as const,
        type: OBJECT,
        fields: [
          ['eventName', { Equals: names }],
          ['readOnly', { Equals: ['true'] }],
          ...onResource(OBJECT, resource),
        ],
      },
    }
  })
}
