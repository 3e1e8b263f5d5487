import type { DesiredOf } from '../../../model/desired.ts'
import type { Context } from '../remedy.ts'
import type { LogFeed } from './log-feed.ts'
import { stateOfAlarm } from './state.ts'

/** CloudTrail looks at its own bucket every few minutes: an hour without any event is no quiet hour (verdict R22). */
const PERIOD_SECONDS = 3600

/** Why one of the two alone is not enough: what every plan with either of them says. */
export const WHY_BOTH =
  'The rule tells within minutes who stopped the log, but it hears only calls that a trail still records: a lost key, a bucket policy or a failing role is no call to it. The alarm on silence needs no event and no trail, since missing data set it off; but it is an hour late and names nobody. Each covers what the other cannot hear'

/** `audit-log-silent-main` */
export const silenceName = (trail: string): string => `audit-log-silent-${trail}`

/** An alarm that goes off when nothing comes into the log group any more. It lives in CloudWatch, whatever the trail does. */
export const silenceAlarm = (
  context: Context,
  { place: { account, region }, logGroup, trail }: LogFeed,
  topic: string,
): DesiredOf<'alarm'> => {
  const name = silenceName(trail.name)
  return {
    kind: 'alarm',
    account,
    region,
    state: stateOfAlarm(context, { account, region }, name),
    name,
    description: `Tells that trail ${trail.name} has fallen silent: no event for an hour`,
    namespace: 'AWS/Logs',
    metric: 'IncomingLogEvents',
    dimensions: { LogGroupName: logGroup },
    statistic: 'Sum',
    comparison: 'LessThanThreshold',
    threshold: 1,
    periodSeconds: PERIOD_SECONDS,
    evaluationPeriods: 1,
    treatMissingData: 'breaching',
    actions: [topic],
  }
}
