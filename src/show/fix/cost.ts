import type { Query } from '../../engine/sql.ts'
import type { Evidence } from '../../model/coverage.ts'
import type { DesiredOf } from '../../model/desired.ts'
import type { PlanCost, Step } from '../../model/plan.ts'
import type { Proposal, ProposedRecorder } from '../../model/proposal.ts'
import { partitionOfRegion } from '../../model/regions.ts'

const proposed = (trail: DesiredOf<'trail'>, step: Step): ProposedRecorder => {
  const { kmsKeyId, cloudWatchLogGroupArn, cloudWatchRoleArn, snsTopicArn } = trail
  const { account, region, name } = trail
  const arn = `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${account}:trail/${name}`
  return {
    kind: 'trail',
    name: trail.state === 'existing' ? arn : name,
    isNamed: true,
    place: `${step.id}: ${trail.name}`,
    selectors: trail.selectors,
    settings: {
      isLogging: trail.isLogging,
      s3Bucket: trail.s3Bucket,
      s3Prefix: trail.s3Prefix,
      isMultiRegion: trail.isMultiRegion,
      isOrganization: trail.isOrganization,
      includeGlobalServiceEvents: trail.includeGlobalServiceEvents,
      logFileValidation: trail.logFileValidation,
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      ...(cloudWatchLogGroupArn === undefined ? {} : { cloudWatchLogGroupArn }),
      ...(cloudWatchRoleArn === undefined ? {} : { cloudWatchRoleArn }),
      ...(snsTopicArn === undefined ? {} : { snsTopicArn }),
    },
    insights: (trail.insightSelectors ?? []).map(({ type, categories }) => ({
      type,
      categories: categories ?? ['Management'],
    })),
  }
}

/** What becomes of trails by a plan, as a proposal that can be replayed. */
export const proposalOf = (steps: readonly Step[]): Proposal => ({
  source: 'the plan',
  format: 'aws-json',
  recorders: steps.flatMap((step) =>
    step.desired.flatMap((d) => (d.kind === 'trail' ? [proposed(d, step)] : [])),
  ),
  removed: steps.flatMap((step) =>
    step.desired.flatMap((d) => (d.kind === 'retired-trail' ? [d.arn] : [])),
  ),
  notes: [],
})

/** What is not saved is paid; a saving without a bound has none on the other side either. */
const negative = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : 0 - value

/**
 * What the trails of a plan cost a month, before and after: the stored events replayed through their selectors. Null
 * where the plan touches no trail. Events that nothing recorded yet are not counted: it is said.
 */
export const costOf = async (
  query: Query,
  evidence: Evidence,
  steps: readonly Step[],
): Promise<PlanCost | null> => {
  const proposal = proposalOf(steps)
  if (proposal.recorders.length === 0 && proposal.removed.length === 0) return null
  const fresh = steps.flatMap((s) => s.desired).find((d) => d.kind === 'trail' && d.state === 'new')
  const { whatIf } = await import('../../reason/price/propose/what-if.ts')
  const { before, after, saving, notes } = await whatIf(query, evidence, proposal, {
    samples: 0,
    ...(fresh === undefined ? {} : { place: { account: fresh.account, region: fresh.region } }),
  })
  return {
    before: before.total,
    after: after.total,
    difference: {
      low: negative(saving.high),
      high: negative(saving.low),
      likely: negative(saving.likely),
    },
    notes: [
      'Events that nothing recorded so far are not in it: what new selectors will find shows on the first bill.',
      ...notes,
    ],
  }
}
