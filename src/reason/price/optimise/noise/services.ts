import { groupBy } from '../../../../model/group-by.ts'
import { eventsOf, type Found, type HeldEvents, isMany, type Look } from '../candidate.ts'
import { resourceName } from './shapes.ts'

const OBJECT = 'AWS::S3::Object'
const LIFECYCLE = 's3lifecycle.amazonaws.com'

/** Deletions by lifecycle rules, which CloudTrail tells by their source (facts/aws.md 3.3, 3.5). */
export const lifecycle = (look: Look): readonly Found[] => {
  const isNoise = (tuple: HeldEvents['tuple']): boolean =>
    tuple.class === 'data' && tuple.type === OBJECT && tuple.event.eventSource === LIFECYCLE
  const events = eventsOf(look.held.filter(({ tuple }) => isNoise(tuple)))
  if (!isMany(look, events)) return []
  return [
    {
      kind: 'service-made',
      trail: look.trail,
      title: 'Deletions and transitions of objects by lifecycle rules',
      isNoise,
      loss: 'Which objects lifecycle rules delete is no longer recorded; changes of the rules are management events and stay',
      cut: { category: 'Data', type: OBJECT, fields: [['eventSource', { Equals: [LIFECYCLE] }]] },
    },
  ]
}

/** One record for each key of a DeleteObjects call, beside the call itself (facts/aws.md 3.3, 3.5). */
export const keysDeleted = (look: Look): readonly Found[] => {
  const isNoise = ({ type, event }: HeldEvents['tuple']): boolean =>
    type === OBJECT && event.eventName === 'DeleteObject' && event.eventType === 'AwsServiceEvent'
  const events = eventsOf(look.held.filter(({ tuple }) => isNoise(tuple)))
  if (!isMany(look, events)) return []
  return [
    {
      kind: 'service-made',
      trail: look.trail,
      title: 'DeleteObject records that S3 adds for each key of a DeleteObjects call',
      isNoise,
      loss: 'Which keys a DeleteObjects call deleted is no longer recorded; that it was called, and by whom, is',
      cut: {
        category: 'Data',
        type: OBJECT,
        fields: [
          ['eventName', { Equals: ['DeleteObject'] }],
          ['eventType', { Equals: ['AwsServiceEvent'] }],
        ],
      },
    },
  ]
}

/** Calls that services make for others: no selector can name who made them (facts/aws.md 3.3). */
export const madeForOthers = (look: Look): readonly Found[] => {
  const own = look.held.filter(
    ({ tuple: { class: kind, invokedBy, principal } }) =>
      kind === 'data' && invokedBy !== null && principal !== invokedBy,
  )
  return [...groupBy(own, ({ tuple }) => `${tuple.invokedBy}\t${tuple.resource}`).values()].flatMap(
    (held) => {
      const [first] = held
      if (first === undefined || !isMany(look, eventsOf(held))) return []
      const { invokedBy, resource } = first.tuple
      return {
        kind: 'service-made' as const,
        trail: look.trail,
        title: `Calls that ${invokedBy} makes${resource === null ? '' : ` on ${resourceName(resource)}`} with the credentials of others`,
        isNoise: (tuple) => tuple.invokedBy === invokedBy && tuple.resource === resource,
        loss: '',
        unsayable:
          'Selectors cannot name invokedBy, so that nothing tells these from calls that people make',
      }
    },
  )
}
