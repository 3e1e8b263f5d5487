import { describe, expect, test } from 'vitest'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import {
  ACCOUNT,
  bucketOf,
  known,
  MANAGEMENT,
  snapshotOf,
  trailOf,
} from '../../../src/reason/assess/given.ts'
import {
  givenOrganization,
  LOG_ARCHIVE,
  logPolicy,
  STRANGER,
} from '../../../src/reason/assess/given-buckets.ts'

const planned = (snapshot: Snapshot, only?: (finding: Finding) => boolean, given = {}): Plan => {
  const now = snapshot.collectedAt
  return planOf({
    ...{ snapshot, now, remedies, assess: assessing(checks, now) },
    given: { notify: 'a@example.com', ...given },
    ...(only === undefined ? {} : { wanted: only }),
  })
}
const desiredOf = (plan: Plan) => plan.steps.flatMap((s) => s.desired)
const retired = (plan: Plan) =>
  desiredOf(plan).flatMap((d) => (d.kind === 'retired-trail' ? [d.name] : []))
const only = (check: string) => (f: Finding) => f.check === check

const policyFor = (bucket: string) =>
  known(JSON.parse(JSON.stringify(logPolicy(null)).replaceAll('audit-logs', bucket)))

const NO_INSIGHTS = { insightSelectors: known([]) }

describe('retirement keeps the better log', () => {
  const vendor = trailOf({
    name: 'a-vendor',
    config: { s3Bucket: 'a-logs', logFileValidation: false },
    over: NO_INSIGHTS,
  })
  const own = trailOf({
    config: { kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k` },
    over: { insightSelectors: known([{ type: 'ApiCallRateInsight' }]) },
  })
  const buckets = [
    bucketOf({ policy: known(logPolicy()) }),
    bucketOf({ name: 'a-logs', account: STRANGER, owner: known(STRANGER) }),
  ]

  test.each([undefined, only('recorded-twice')])(
    'the own, validated, encrypted trail is not retired for that in the bucket of a stranger (%#)',
    (wanted) => {
      expect(
        retired(planned(snapshotOf({ trails: [vendor, own], buckets }), wanted)),
      ).not.toContain('main')
    },
  )

  test('a trail with Insights is not retired for one without', () => {
    const other = (name: string, insights: { type: string }[]) =>
      trailOf({
        ...{ name, config: { s3Bucket: `${name}-logs` } },
        over: { insightSelectors: known(insights) },
      })
    const trails = [other('a', []), other('b', [{ type: 'ApiCallRateInsight' }])]
    const plan = planned(
      snapshotOf({
        trails,
        buckets: ['a-logs', 'b-logs'].map((name) => bucketOf({ name, policy: policyFor(name) })),
      }),
      only('recorded-twice'),
    )
    expect(retired(plan)).toEqual(['a'])
  })

  test('--only recorded-twice does not retire the trail of the organisation for those of its members', () => {
    const regions = ['eu-west-1', 'us-east-1']
    const organization = givenOrganization()
    const accounts = organization.accounts.map((a) => a.id)
    const all: Selectors = {
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }
    const shared = trailOf({
      ...{ name: 'org', account: MANAGEMENT },
      config: { isOrganization: true, s3Bucket: 'org-logs' },
      places: accounts.flatMap((account) => regions.map((region) => ({ account, region }))),
      over: NO_INSIGHTS,
    })
    const own = accounts.map((account) =>
      trailOf({
        ...{ name: `own-${account}`, account, selectors: known(all), over: NO_INSIGHTS },
        config: { s3Bucket: `b-${account}` },
      }),
    )
    const readAt = shared.readAt
    const snapshot = snapshotOf({
      accounts: accounts.map((account) => ({ account, readAt, reached: { known: true } })),
      organization: known(organization),
      trailsListed: accounts.flatMap((account) =>
        regions.map((region) => ({ account, region, readAt, listed: { known: true } as const })),
      ),
      regions: accounts.map((account) => ({
        ...{ account, readAt },
        regions: known(regions.map((name) => ({ name, enabled: true }))),
      })),
      trails: [shared, ...own],
      buckets: [
        bucketOf({ name: 'org-logs', account: LOG_ARCHIVE, owner: known(LOG_ARCHIVE) }),
        ...accounts.map((a) => bucketOf({ name: `b-${a}`, account: a, owner: known(a) })),
      ],
    })
    expect(retired(planned(snapshot, only('recorded-twice')))).toEqual([])
  })

  test('--only recorded-twice does not retire the trail that alerts hear', () => {
    const group = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:g:*`
    const a = trailOf({ name: 'a', config: { s3Bucket: 'a-logs' }, over: NO_INSIGHTS })
    const b = trailOf({
      name: 'b',
      config: {
        s3Bucket: 'b-logs',
        cloudWatchLogGroupArn: group,
        cloudWatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
      },
      over: NO_INSIGHTS,
    })
    const plan = planned(
      snapshotOf({
        trails: [a, b],
        buckets: ['a-logs', 'b-logs'].map((name) => bucketOf({ name })),
      }),
      only('recorded-twice'),
    )
    expect(plan.cannot.filter((c) => c.isNew && c.check !== 'orphaned-log-bucket')).toEqual([])
  })
})

describe('what is recorded stays recorded', () => {
  const objects = (...StartsWith: string[]): Selectors => ({
    AdvancedEventSelectors: [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'resources.ARN', StartsWith },
        ],
      },
    ],
  })
  const planOn = (selectors: Selectors) =>
    planned(
      snapshotOf({
        trails: [trailOf({ selectors: known(selectors), over: NO_INSIGHTS })],
        buckets: [bucketOf({ policy: known(logPolicy()) })],
      }),
      only('selector-mistakes'),
    )

  test('a bucket that is in no list of ours stays in the selectors: it may be that of a partner', () => {
    const plan = planOn(objects('arn:aws:s3:::partner-of-us/', 'arn:aws:s3:::audit-logs/'))
    expect(desiredOf(plan).filter((d) => d.kind === 'trail')).toEqual([])
    expect(plan.cannot.find((c) => c.check === 'selector-mistakes')?.why).toContain('partner-of-us')
  })

  test('a beginning that takes in more than it names is mended, and the step says what is lost', () => {
    const plan = planOn(objects('arn:aws:s3:::audit-l'))
    expect(plan.steps.flatMap((s) => s.risks).join()).toContain('arn:aws:s3:::audit-l')
  })

  test('two findings that ask for all management events add one selector, not the same twice', () => {
    const plan = planned(
      snapshotOf({
        trails: [
          trailOf({
            selectors: known({
              AdvancedEventSelectors: [
                {
                  FieldSelectors: [
                    { Field: 'eventCategory', Equals: ['Management'] },
                    { Field: 'readOnly', Equals: ['false'] },
                  ],
                },
              ],
            }),
            over: NO_INSIGHTS,
          }),
        ],
      }),
    )
    const [trail] = desiredOf(plan).flatMap((d) => (d.kind === 'trail' ? [d] : []))
    const all = (trail?.selectors.AdvancedEventSelectors ?? []).map((s) => JSON.stringify(s))
    expect(all.length).toBeGreaterThan(1)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('who is seen to write goes on writing', () => {
  const open = logPolicy(null)
  const [acl, write] = (open.Statement ?? []) as Record<string, unknown>[]
  const shared = {
    ...open,
    Statement: [
      acl,
      {
        ...write,
        Resource: [ACCOUNT, '777777777777'].map((a) => `arn:aws:s3:::audit-logs/AWSLogs/${a}/*`),
      },
    ],
  }
  test('a bucket with fresh files of an account whose trail nobody knows is not confined to our trail', () => {
    const trail = trailOf({ over: NO_INSIGHTS })
    const plan = planned(
      snapshotOf({
        trails: [trail],
        buckets: [
          bucketOf({
            policy: known(shared),
            cloudTrailKeys: known({
              accounts: [ACCOUNT, '777777777777'],
              organizations: [],
              prefixes: [''],
              newest: trail.readAt,
            }),
          }),
        ],
      }),
    )
    expect(desiredOf(plan).filter((d) => d.kind === 'bucket-policy')).toEqual([])
    expect(
      plan.cannot.find((c) => c.check === 'log-bucket-policy-without-source-arn')?.why,
    ).toContain('777777777777')
  })
})

test('an account for the logs that is none of ours is said to be, and nothing is put there', () => {
  const snapshot = snapshotOf({ organization: known(givenOrganization()) })
  const plan = planned(snapshot, undefined, { 'log-archive-account': STRANGER })
  expect(plan.choices.find((c) => c.id === 'log-archive-account')?.why).toContain(
    'no account of ours',
  )
  expect(desiredOf(plan).filter((d) => d.account === STRANGER)).toEqual([])
})

test('choices that no step stands on are not spoken of', () => {
  const ids = planned(snapshotOf(), only('tampering-not-alerted')).choices.map((c) => c.id)
  expect(ids).toContain('notify')
  expect(ids).not.toContain('trail-name')
  expect(ids).not.toContain('key-alias')
})

test('a bucket that its trail leaves lets any trail write as before: nothing claims to have closed that', () => {
  const organization = givenOrganization()
  const snapshot = snapshotOf({
    organization: known(organization),
    trails: [trailOf({ over: NO_INSIGHTS })],
    buckets: [bucketOf({ policy: known(logPolicy(null)) })],
  })
  const plan = planned(snapshot, undefined, { 'log-archive-account': LOG_ARCHIVE })
  const mended = desiredOf(plan).some(
    (d) => d.kind === 'bucket-policy' && d.bucket === 'audit-logs',
  )
  const moved = desiredOf(plan).some((d) => d.kind === 'trail' && d.s3Bucket !== 'audit-logs')
  expect([moved, mended]).toEqual([true, false])
  const of = (all: readonly { check: string }[]) => all.map((f) => f.check)
  expect(of(plan.closes)).not.toContain('log-bucket-policy-without-source-arn')
  expect(of(plan.cannot)).toContain('log-bucket-policy-without-source-arn')
})
