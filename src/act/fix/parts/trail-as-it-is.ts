import type { DesiredOf } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import { isLogging, type KnownTrail } from '../../../reason/assess/inventory/trails.ts'
import { effectiveSelectors } from '../../../reason/coverage/trails/from-snapshots.ts'
import type { Context } from '../remedy.ts'
import type { Why } from './proposal.ts'

/**
 * A trail as it is, so that one member of it can be changed: the whole is declared, and what is left out would be taken
 * away. Where part of it was not read: why nothing is declared.
 */
export const trailAsItIs = (context: Context, known: KnownTrail): DesiredOf<'trail'> | Why => {
  const { trail, settings: config, name, account } = known
  const why = (what: string) => ({
    why: `${what} of trail ${name} were not read, and would be replaced unseen`,
  })
  const selectors = effectiveSelectors(trail)
  if (selectors === undefined) return why('the selectors')
  const insights = trail.insightSelectors
  if (insights === undefined || !isKnown(insights)) return why('the insight selectors')
  const logging = isLogging(known)
  if (logging === undefined) return why('the states')
  return {
    kind: 'trail',
    account,
    region: trail.homeRegion,
    state: context.collected.trails.some((t) => t.arn === trail.arn) ? 'existing' : 'new',
    name,
    s3Bucket: config.s3Bucket,
    s3Prefix: config.s3Prefix,
    isMultiRegion: config.isMultiRegion,
    isOrganization: config.isOrganization,
    includeGlobalServiceEvents: config.includeGlobalServiceEvents,
    logFileValidation: config.logFileValidation,
    isLogging: logging,
    ...(config.kmsKeyId === undefined ? {} : { kmsKeyId: config.kmsKeyId }),
    ...(config.cloudWatchLogGroupArn === undefined
      ? {}
      : { cloudWatchLogGroupArn: config.cloudWatchLogGroupArn }),
    ...(config.cloudWatchRoleArn === undefined
      ? {}
      : { cloudWatchRoleArn: config.cloudWatchRoleArn }),
    ...(config.snsTopicArn === undefined ? {} : { snsTopicArn: config.snsTopicArn }),
    selectors,
    ...(insights.known.length === 0 ? {} : { insightSelectors: insights.known }),
  }
}
