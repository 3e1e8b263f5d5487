import type { Desired } from '../../../model/desired.ts'
import { trailArn } from '../after/trail.ts'

/** The ARN by which policies name a thing; of a key that has none yet, one that could be its own. */
export const arnOf = (partition: string, d: Desired): string => {
  const at = (service: string, rest: string): string =>
    `arn:${partition}:${service}:${d.region}:${d.account}:${rest}`
  switch (d.kind) {
    case 'trail':
      return trailArn(partition, d)
    case 'retired-trail':
    case 'role-trust':
      return d.arn
    case 'bucket':
      return `arn:${partition}:s3:::${d.name}`
    case 'bucket-policy':
      return `arn:${partition}:s3:::${d.bucket}`
    case 'kms-key':
      return d.arn ?? at('kms', 'key/00000000-0000-0000-0000-000000000000')
    case 'topic':
      return at('sns', d.name)
    case 'event-rule':
      return at('events', d.bus === 'default' ? `rule/${d.name}` : `rule/${d.bus}/${d.name}`)
    case 'log-group':
      return at('logs', `log-group:${d.name}`)
    case 'metric-filter':
      return at('logs', `log-group:${d.logGroup}`)
    case 'alarm':
      return at('cloudwatch', `alarm:${d.name}`)
    case 'role':
      return `arn:${partition}:iam::${d.account}:role/${d.name}`
    case 'scp':
    case 'trusted-access':
      return '*'
  }
}
