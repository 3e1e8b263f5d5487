import { groupBy } from '../../../../model/group-by.ts'
import { eventsOf, type Found, type HeldEvents, isMany, type Look } from '../candidate.ts'
import { onResource, resourceName } from './shapes.ts'

const OBJECT = 'AWS::S3::Object'
const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** Services that deliver logs to S3 under their own name. */
const DELIVERING = [
  CLOUDTRAIL,
  'config.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
  'logging.s3.amazonaws.com',
] as const

/** Nearly all PutObject calls on the bucket are deliveries. */
const NEARLY_ALL = 0.9

const byService = ({ tuple }: HeldEvents): boolean =>
  tuple.invokedBy !== null && (DELIVERING as readonly string[]).includes(tuple.invokedBy)

const isPut = ({ tuple }: HeldEvents): boolean =>
  tuple.class === 'data' && tuple.type === OBJECT && tuple.event.eventName === 'PutObject'

/** Log files that services write to a bucket made for them. */
export const logDeliveries = (look: Look): readonly Found[] =>
  [...groupBy(look.held.filter(isPut), ({ tuple }) => tuple.resource)].flatMap(
    ([resource, puts]) => {
      const made = eventsOf(puts.filter(byService))
      if (resource === null || !isMany(look, made) || made < eventsOf(puts) * NEARLY_ALL) return []
      const where = resourceName(resource)
      return {
        kind: 'log-delivery' as const,
        trail: look.trail,
        title: `PutObject on ${where}, where services deliver logs`,
        isNoise: (tuple) =>
          tuple.resource === resource &&
          byService({ tuple, events: 0 }) &&
          tuple.event.eventName === 'PutObject',
        loss: `Whoever else writes or overwrites objects of ${where} is no longer recorded; deletions are`,
        cut: {
          category: 'Data' as const,
          type: OBJECT,
          fields: [['eventName', { Equals: ['PutObject'] }], ...onResource(OBJECT, resource)],
        },
      }
    },
  )

/** CloudTrail's own log files: a setting leaves out these and nothing else (facts/aws.md 3.10). */
export const ownDeliveries = (look: Look): readonly Found[] => {
  const own = look.held.filter(({ tuple }) => tuple.isRecursive)
  if (look.trail.config?.recursiveLogging === false || eventsOf(own) === 0) return []
  if (!isMany({ ...look, dataEvents: look.dataEvents + look.managementEvents }, eventsOf(own)))
    return []
  return [
    {
      kind: 'own-delivery',
      trail: look.trail,
      title: "CloudTrail's own deliveries of log files",
      isNoise: (tuple) => tuple.isRecursive,
      loss: 'Nothing that anybody else does. These records also show every few minutes that the trail is alive; digests show the same',
      setting: 'recursiveLogging',
      excluded: {
        fields: { eventName: { Equals: ['PutObject', 'PutLogEvents'] } },
        filter: { column: 'invoked_by', is: { Equals: [CLOUDTRAIL] }, missing: 'no' },
      },
    },
  ]
}
