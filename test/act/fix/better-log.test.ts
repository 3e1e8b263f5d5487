import { describe, expect, test } from 'vitest'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { SnapshotBucket } from '../../../src/model/snapshot/bucket.ts'
import type { SnapshotKey } from '../../../src/model/snapshot/key.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import {
  ACCOUNT,
  AT,
  bucketOf,
  denied,
  known,
  snapshotOf,
  trailOf,
} from '../../../src/reason/assess/given.ts'
import { logPolicy } from '../../../src/reason/assess/given-buckets.ts'

const twice = (f: Finding): boolean => f.check === 'recorded-twice'

const retired = (snapshot: Snapshot, wanted?: (finding: Finding) => boolean): readonly string[] => {
  const now = snapshot.collectedAt
  const { steps } = planOf({
    ...{ snapshot, now, remedies, assess: assessing(checks, now) },
    given: { notify: 'a@example.com', 'key-alias': 'alias/z' },
    ...(wanted === undefined ? {} : { wanted }),
  })
  return steps
    .flatMap((s) => s.desired)
    .flatMap((d) => (d.kind === 'retired-trail' ? [d.name] : []))
}

const trail = (name: string, config = {}) =>
  trailOf({
    name,
    config: { s3Bucket: `${name}-logs`, ...config },
    over: { insightSelectors: known([]) },
  })
const bucket = (name: string, over: Partial<SnapshotBucket> = {}) => {
  const policy = logPolicy(`arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/${name}`)
  return bucketOf({
    name: `${name}-logs`,
    policy: known(JSON.parse(JSON.stringify(policy).replaceAll('audit-logs', `${name}-logs`))),
    ...over,
  })
}

const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`
const owner = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
}
const cloudTrail = { ...owner, Principal: { Service: 'cloudtrail.amazonaws.com' } }
const keyOf = (over: Partial<SnapshotKey>): SnapshotKey => ({
  ...{ arn: KEY, names: [], readAt: AT, account: ACCOUNT, region: 'eu-west-1' },
  state: known({ keyState: 'Enabled', manager: 'CUSTOMER' }),
  policy: known({ Version: '2012-10-17', Statement: [owner, cloudTrail] }),
  rotation: known(true),
  ...over,
})

const orders = [
  ['a', 'b'],
  ['b', 'a'],
] as const

describe.each(orders)('of trails of which %s delivers and %s does not', (good, bad) => {
  const faults: Readonly<Record<string, Partial<SnapshotKey>>> = {
    'its key is disabled': { state: known({ keyState: 'Disabled', manager: 'CUSTOMER' }) },
    'its key is about to be deleted': {
      state: known({ keyState: 'PendingDeletion', manager: 'CUSTOMER' }),
    },
    'its key keeps CloudTrail out': { policy: known({ Statement: [owner] }) },
    'the policy of its key was not read': { policy: denied },
  }
  test.each(Object.entries(faults))('facts 5.3 the one that delivers stays: %s', (_, fault) => {
    const snapshot = snapshotOf({
      trails: [trail(good), trail(bad, { kmsKeyId: KEY })].toSorted((x, y) =>
        x.arn < y.arn ? -1 : 1,
      ),
      buckets: [bucket('a'), bucket('b')],
      keys: [keyOf(fault)],
    })
    expect(retired(snapshot, twice)).not.toContain(good)
  })
})

test('of two trails whose buckets both keep CloudTrail out neither is retired', () => {
  const policy = known(logPolicy(`arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/another`))
  const snapshot = snapshotOf({
    trails: [trail('a'), trail('b')],
    buckets: [bucket('a', { policy }), bucket('b', { policy })],
  })
  expect(retired(snapshot, twice)).toEqual([])
})

describe.each(orders)(
  'of logs that both fail, or both pass, %s is kept better than %s',
  (good, bad) => {
    const plans = [undefined, twice]
    const snapshot = (better: Partial<SnapshotBucket>, worse: Partial<SnapshotBucket> = {}) =>
      snapshotOf({
        trails: [trail('a'), trail('b')],
        buckets: [bucket(good, better), bucket(bad, worse)],
      })
    const days = (expirationDays: number): Partial<SnapshotBucket> => ({
      lifecycle: known([
        {
          ...{ id: 'x', enabled: true, prefix: '', isNarrowed: false, transitions: [] },
          expirationDays,
        },
      ]),
      versioning: known({ enabled: false, mfaDelete: false }),
    })
    test.each(plans)('300 days stay, one day goes (%#)', (wanted) => {
      expect(retired(snapshot(days(300), days(1)), wanted)).toEqual([bad])
    })
    test.each(plans)('locked files stay, files with versions alone go (%#)', (wanted) => {
      const locked = { objectLock: known({ mode: 'COMPLIANCE', days: 365 }) }
      expect(retired(snapshot(locked), wanted)).toEqual([bad])
    })
    test('COMPLIANCE stays, GOVERNANCE goes; a lock of a year stays, one of a day goes', () => {
      const lock = (mode: string, days: number) => ({ objectLock: known({ mode, days }) })
      const all = [
        snapshot(lock('COMPLIANCE', 30), lock('GOVERNANCE', 365)),
        snapshot(lock('GOVERNANCE', 365), lock('GOVERNANCE', 1)),
      ]
      expect(all.map((s) => retired(s, twice))).toEqual([[bad], [bad]])
    })
  },
)
