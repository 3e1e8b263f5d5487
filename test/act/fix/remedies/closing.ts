import { after } from '../../../../src/act/fix/after.ts'
import type { Proposal, Remedy } from '../../../../src/act/fix/remedy.ts'
import { desiredSchema } from '../../../../src/model/desired.ts'
import type { Finding } from '../../../../src/model/finding.ts'
import type { ChoiceId } from '../../../../src/model/plan.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import type { Check } from '../../../../src/reason/assess/check.ts'
import { checks } from '../../../../src/reason/assess/checks/list.ts'
import { AT, bucketOf, known } from '../../../../src/reason/assess/given.ts'
import { assess, worldOf } from '../../../../src/reason/assess/run.ts'

export type Choices = Partial<Record<ChoiceId, string>>

const NOTIFIED: Choices = { notify: 'security@example.com' }

/** What one remedy makes of a snapshot, and what checks say before and after. */
export interface Closing {
  readonly proposal: Proposal
  readonly before: readonly Finding[]
  readonly after: readonly Finding[]
  readonly snapshot: Snapshot
}

/** Runs a remedy on what checks find for it, and the checks again on the snapshot as it would be. */
export const closing = (
  remedy: Remedy,
  snapshot: Snapshot,
  asked: readonly Check[] = checks,
  choices: Choices = NOTIFIED,
): Closing => {
  const before = assess(worldOf(snapshot, AT), asked)
  const proposal = remedy.propose({
    snapshot,
    collected: snapshot,
    findings: before.filter((f) => f.status === 'fail' && f.remedy === remedy.id),
    now: AT,
    choice: (id) => choices[id] ?? null,
  })
  for (const desired of proposal.desired) desiredSchema.parse(desired)
  const then = after(snapshot, proposal.desired, AT)
  return { proposal, before, after: assess(worldOf(then, AT), asked), snapshot: then }
}

/** `check: status` of everything that is no pass, each once. */
export const openIn = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.filter((f) => f.status !== 'pass').map((f) => `${f.check}: ${f.status}`)),
]

/** The log bucket of the examples with a policy that lets CloudTrail write: what is proven there is that it delivers. */
export const openBucket = bucketOf({
  policy: known({
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:PutObject'],
      Resource: ['arn:aws:s3:::audit-logs', 'arn:aws:s3:::audit-logs/*'],
    },
  }),
})
