import type { Finding } from '../../../src/model/finding.ts'
import { compare } from '../../../src/reason/assess/baseline.ts'
import type { Check } from '../../../src/reason/assess/check.ts'
import { AT, snapshotOf } from '../../../src/reason/assess/given.ts'
import type { Assessment } from '../../../src/show/assess/assessment.ts'

const example = (expect: Finding['status']) => ({ says: 'x', snapshot: snapshotOf(), expect })

/** A check for tests of how checks are printed: what it says is put in by hand. */
export const checkOf = (id: string, over: Partial<Check> = {}): Check => ({
  id,
  group: 'existence',
  title: 'Every trail is logging',
  why: 'A trail that is not logging records nothing.',
  severity: 'high',
  references: {
    cis: ['v3.0.0/3.1'],
    securityHub: ['CloudTrail.1'],
    aws: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-user-guide.html'],
  },
  remedy: 'start-logging',
  run: () => [],
  examples: { pass: example('pass'), fail: example('fail'), unknown: example('unknown') },
  ...over,
})

export const findingOf = (over: Partial<Finding> = {}): Finding => {
  const f = {
    check: 'trail-not-logging',
    group: 'existence' as const,
    status: 'fail' as const,
    severity: 'high' as const,
    resource: 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/main',
    account: '111111111111',
    region: 'eu-west-1',
    reason: 'main has not been logging since 2026-03-01T00:00:00Z',
    evidence: ['IsLogging: false'],
    ...over,
  }
  return { fingerprint: `${f.check}/${f.account}/${f.region}/${f.resource}`, ...f }
}

export const unknownOf = (over: Partial<Finding> = {}): Finding =>
  findingOf({
    status: 'unknown',
    reason: 'the status of main could not be read',
    settle: 'grant cloudtrail:GetTrailStatus in 111111111111',
    ...over,
  })

interface GivenAssessment {
  readonly over?: Partial<Assessment>
  readonly baseline?: readonly Finding[]
}

export const assessmentOf = (
  findings: readonly Finding[],
  { over = {}, baseline }: GivenAssessment = {},
): Assessment => ({
  file: 'snapshots/now.json',
  collectedAt: AT,
  generatedAt: AT + 3_600_000_000,
  accounts: new Map([
    ['111111111111', 'production'],
    ['222222222222', undefined],
  ]),
  organization: undefined,
  reach: {
    collected: ['111111111111', '222222222222'],
    notCollected: [],
    notReached: [],
    onlyInOlderSnapshots: [],
  },
  leftOut: 0,
  severities: undefined,
  checks: [...new Set(findings.map((f) => f.check))].map((id) => checkOf(id)),
  findings,
  shown: findings,
  comparison: baseline === undefined ? undefined : compare(findings, baseline),
  failOn: 'low',
  all: false,
  summaryOnly: false,
  again: [],
  ...over,
})
