import { expect, test } from 'vitest'
import { orphanedBucket } from '../../../../src/act/fix/remedies/orphaned-bucket.ts'
import type { DesiredOf } from '../../../../src/model/desired.ts'
import type { SnapshotBucket } from '../../../../src/model/snapshot/bucket.ts'
import { DAY, HOUR } from '../../../../src/model/time.ts'
import { orphanedLogBucket } from '../../../../src/reason/assess/checks/orphans/orphaned-log-bucket.ts'
import { ACCOUNT, AT, bucketOf, known, snapshotOf } from '../../../../src/reason/assess/given.ts'
import { logPolicy, logPolicyWith } from '../../../../src/reason/assess/given-buckets.ts'
import { assess, worldOf } from '../../../../src/reason/assess/run.ts'
import { closing, openIn } from './closing.ts'

const held = (newest: number | null) =>
  known({
    accounts: newest === null ? [] : [ACCOUNT],
    organizations: [],
    prefixes: [''],
    newest,
  })

const OPEN = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
}

const orphan = (over: Partial<SnapshotBucket> = {}) =>
  closing(
    orphanedBucket,
    snapshotOf({
      buckets: [
        bucketOf(),
        bucketOf({
          name: 'former-logs',
          policy: known(logPolicy()),
          publicAccessBlock: known(OPEN),
          cloudTrailKeys: held(AT - 400 * DAY),
          ...over,
        }),
      ],
    }),
    [orphanedLogBucket],
  )

const bucketIn = ({ proposal }: ReturnType<typeof closing>): DesiredOf<'bucket'> | undefined =>
  proposal.desired.find((d) => d.kind === 'bucket')
const policyIn = ({ proposal }: ReturnType<typeof closing>) =>
  proposal.desired.find((d) => d.kind === 'bucket-policy')

test('it is closed to the public, and never deleted by code', () => {
  const closed = orphan()
  expect(Object.values(bucketIn(closed)?.publicAccessBlock ?? {})).toEqual([true, true, true, true])
  expect(JSON.stringify(closed.proposal.desired)).not.toMatch(/xpiration/)
  expect(closed.proposal.phase).toBe('clean-up')
})

test('logs are for a person to review: the finding stays open and the plan says so', () => {
  const closed = orphan()
  expect(openIn(closed.after)).toEqual(['orphaned-log-bucket: fail'])
  expect(closed.proposal.refused.map((r) => r.why).join()).toContain('somebody has to review')
  expect(closed.proposal.notes[0]?.after?.map((m) => m.text).join()).toContain('by hand')
})

test('one that holds no logs is no log bucket any more when CloudTrail may not write there', () => {
  const closed = orphan({ cloudTrailKeys: held(null) })
  expect(openIn(closed.before)).toEqual(['orphaned-log-bucket: fail'])
  expect(openIn(closed.after)).toEqual([])
  expect(closed.proposal.refused).toEqual([])
})

test('what else the policy says is kept', () => {
  const mine = { Sid: 'Mine', Effect: 'Deny', Principal: '*', Action: 's3:Put*', Resource: '*' }
  expect(policyIn(orphan({ policy: known(logPolicyWith(mine)) }))?.policy.Statement).toEqual([mine])
})

test('a trail of somebody else may still write: the policy is left as it is', () => {
  const closed = orphan({ cloudTrailKeys: held(AT - HOUR) })
  expect(policyIn(closed)).toBeUndefined()
  expect(bucketIn(closed)?.lifecycle).toBeUndefined()
  expect(closed.proposal.refused[0]?.why).toContain('may still write')
})

test('a statement that lets others in with CloudTrail is not taken away', () => {
  const policy = {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] },
      Action: 's3:PutObject',
      Resource: '*',
    },
  }
  expect(policyIn(orphan({ policy: known(policy) }))).toBeUndefined()
})

test('lifecycle rules that are there are kept; where they were not read none is declared', () => {
  const rule = { id: 'old', enabled: true, prefix: 'x/', isNarrowed: false, transitions: [] }
  expect(bucketIn(orphan({ lifecycle: known([rule]) }))?.lifecycle?.[0]).toEqual(rule)
  const unread = orphan({ lifecycle: { unknown: 'access-denied' } })
  expect(bucketIn(unread)?.lifecycle).toBeUndefined()
  expect(unread.proposal.notes[0]?.risks?.join()).toContain('were not read')
})

test('a public access block that was not read is left as it is, and that is said', () => {
  const unread = orphan({ publicAccessBlock: { unknown: 'access-denied' } })
  expect(bucketIn(unread)?.publicAccessBlock).toBeUndefined()
  expect(unread.proposal.notes[0]?.risks?.join()).toContain('public access settings')
})

test('a bucket whose trail the plan itself retires is said to be left by it, and CloudTrail is let in no more', () => {
  const collected = snapshotOf({
    buckets: [bucketOf({ policy: known(logPolicy()), cloudTrailKeys: held(AT - HOUR) })],
  })
  const snapshot = { ...collected, trails: [] }
  const world = worldOf(snapshot, AT)
  const proposal = orphanedBucket.propose({
    snapshot,
    collected,
    findings: assess(world, [orphanedLogBucket]),
    now: AT,
    choice: () => null,
  })
  expect(proposal.desired.map((d) => d.kind)).toEqual(['bucket', 'bucket-policy'])
  expect(proposal.refused[0]?.why).toContain('left by trail main, which this plan retires')
})
