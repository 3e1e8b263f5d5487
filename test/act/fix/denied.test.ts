import { describe, expect, test } from 'vitest'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import type { Observed } from '../../../src/model/observed.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { Organization } from '../../../src/model/snapshot/organization.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import {
  ACCOUNT,
  bucketOf,
  denied,
  known,
  MANAGEMENT,
  snapshotOf,
  trailOf,
} from '../../../src/reason/assess/given.ts'
import { givenOrganization, logPolicy } from '../../../src/reason/assess/given-buckets.ts'

type Policies = NonNullable<Organization['serviceControlPolicies']>
type Policy = (Policies extends Observed<infer P> ? P : never)[number]

const guard = (over: Partial<Policy> = {}, statement: object = {}): Policies =>
  known([
    {
      id: 'p-1',
      name: 'audit-log-guard',
      content: known({
        Statement: [
          {
            Sid: 'KeepTheTrails',
            Effect: 'Deny',
            Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 's3:PutBucketPolicy'],
            Resource: ['*'],
            ...statement,
          },
        ],
      }),
      targets: known(['r-root']),
      ...over,
    },
  ])

const planUnder = (serviceControlPolicies: Policies, account = ACCOUNT): Plan => {
  const snapshot = snapshotOf({
    organization: known(givenOrganization({ serviceControlPolicies })),
    trails: ['a', 'b'].map((name) =>
      trailOf({
        ...{ name, account, config: { s3Bucket: `${name}-logs` } },
        over: { insightSelectors: known([]) },
      }),
    ),
    buckets: ['a', 'b'].map((name) =>
      bucketOf({
        name: `${name}-logs`,
        ...{ account, owner: known(account) },
        policy: known(
          JSON.parse(
            JSON.stringify(logPolicy(null))
              .replaceAll('audit-logs', `${name}-logs`)
              .replaceAll(ACCOUNT, account),
          ),
        ),
      }),
    ),
  })
  const now = snapshot.collectedAt
  return planOf({
    ...{ snapshot, now, remedies, assess: assessing(checks, now), given: {} },
    wanted: (f) => f.check === 'recorded-twice',
  })
}
const said = (plan: Plan) => ({
  risks: plan.steps.flatMap((s) => s.risks).filter((r) => r.includes('audit-log-guard')),
  before: plan.steps.flatMap((s) => s.before).filter((m) => m.text.includes('audit-log-guard')),
  after: plan.steps.flatMap((s) => s.after).filter((m) => m.text.includes('audit-log-guard')),
})

describe('a guard that is attached denies the steps of the plan: they say so', () => {
  test('it is detached before, attached again after, by the management account', () => {
    const { risks, before, after } = said(planUnder(guard()))
    const words = (operation: string) => [
      ...['aws', 'organizations', operation],
      ...['--policy-id', 'p-1', '--target-id', 'r-root'],
    ]
    expect(before).toMatchObject([{ command: words('detach-policy'), account: MANAGEMENT }])
    expect(after).toMatchObject([{ command: words('attach-policy'), account: MANAGEMENT }])
    expect(risks).toHaveLength(1)
    expect(risks[0]).toContain('denies cloudtrail:StopLogging, cloudtrail:DeleteTrail in account')
  })
  test('a role that it excepts may carry the step out instead', () => {
    const role = 'arn:aws:iam::*:role/log-admin'
    const plan = planUnder(guard({}, { Condition: { ArnNotLike: { 'aws:PrincipalArn': [role] } } }))
    expect(
      said(plan)
        .before.map((m) => m.text)
        .join(),
    ).toContain(`or carry it out as ${role}`)
  })
  test('what it does not deny, and where it is not attached, nothing is said', () => {
    const others = [
      guard({}, { Action: ['s3:PutBucketPolicy'] }),
      guard({ targets: known(['ou-of-others']) }),
      known([]),
    ]
    for (const policies of others)
      expect(said(planUnder(policies))).toEqual({ risks: [], before: [], after: [] })
  })
  test('no policy binds the management account', () => {
    const plan = planUnder(guard(), MANAGEMENT)
    expect(said(plan)).toEqual({ risks: [], before: [], after: [] })
  })
  test('policies that were not read are said to be so, and no pass', () => {
    expect(planUnder(denied).risks[0]).toMatch(
      /^Whether service control policies deny steps in 111111111111 is not known/,
    )
  })
})

test('permissions of the commands are those of policies: not PutPublicAccessBlock, not s3api', async () => {
  const { permissionsOf } = await import('../../../src/act/fix/formats/console/permissions.ts')
  const at = { account: ACCOUNT, region: 'eu-west-1', state: 'existing' } as const
  const bucket = permissionsOf({
    ...{ kind: 'bucket', ...at, name: 'a-logs', versioning: true, lifecycle: [] },
    publicAccessBlock: {
      ...{ blockPublicAcls: true, ignorePublicAcls: true },
      ...{ blockPublicPolicy: true, restrictPublicBuckets: true },
    },
    encryption: { algorithm: 'AES256' },
    objectLock: { mode: 'GOVERNANCE', days: 1 },
  })
  expect([...bucket].sort()).toEqual([
    's3:PutBucketObjectLockConfiguration',
    's3:PutBucketPublicAccessBlock',
    's3:PutBucketVersioning',
    's3:PutEncryptionConfiguration',
    's3:PutLifecycleConfiguration',
  ])
})
