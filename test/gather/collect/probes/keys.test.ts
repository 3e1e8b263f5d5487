import { describe, expect, it } from 'vitest'
import { keys } from '../../../../src/gather/collect/probes/keys.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { bucketOf, trailOf } from '../../../../src/reason/assess/given.ts'
import { answers, KEY } from './answers.ts'
import { ACCOUNT, awsError, type Canned, DENIED, placeOf, REGION } from './place.ts'

const OTHER = '222222222222'
const NONE: Canned = { 'kms:ListKeys': { Keys: [] } }
const GONE = awsError('NotFoundException')

const run = async (found: Partial<Snapshot>, canned: Canned = {}, region = REGION) => {
  const place = placeOf(keys, { answers: { ...answers, ...NONE, ...canned }, found, region })
  return { ...(await keys.run(place)), asked: place.asked }
}

const withKey = (kmsKeyId: string) => ({ trails: [trailOf({ config: { kmsKeyId } })] })

describe('a key that a trail names', () => {
  it('that KMS does not find is known to be gone', async () => {
    const { keys: rows } = await run(withKey(KEY), { 'kms:DescribeKey': GONE })
    expect(rows).toMatchObject([{ arn: KEY, state: { known: { keyState: 'NotFound' } } }])
  })

  it('that may not be described is unknown, and listed under its name', async () => {
    const { keys: rows } = await run(withKey(KEY), { 'kms:DescribeKey': DENIED })
    expect(rows).toMatchObject([{ arn: KEY, state: { unknown: 'access-denied' } }])
  })

  it('in another region is asked there', async () => {
    const far = KEY.replace(REGION, 'us-east-1')
    expect((await run(withKey(far))).keys).toEqual([])
    expect((await run(withKey(far), {}, 'us-east-1')).keys).toHaveLength(1)
  })

  it('of an account that was not reached is asked by the account of the trail', async () => {
    const { asked } = await run(withKey(KEY.replace(ACCOUNT, OTHER)))
    expect(asked.filter((a) => a.call === 'kms:DescribeKey')).toHaveLength(1)
  })

  it('pending deletion keeps its day', async () => {
    const { keys: rows } = await run(withKey(KEY), {
      'kms:DescribeKey': {
        KeyMetadata: {
          KeyId: '1',
          Arn: KEY,
          KeyState: 'PendingDeletion',
          DeletionDate: new Date('2026-04-01T00:00:00Z'),
        },
      },
    })
    expect(rows[0]?.state).toEqual({
      known: { keyState: 'PendingDeletion', deletionDate: Date.parse('2026-04-01') * 1000 },
    })
  })
})

it('a bucket may name its key by id or alias: found under both names', async () => {
  const named = (kmsKeyId: string, name: string) =>
    bucketOf({ name, encryption: { known: { algorithm: 'aws:kms', kmsKeyId } } })
  const { keys: rows } = await run({ buckets: [named('1234', 'a'), named('alias/logs', 'b')] })
  expect(rows.map((r) => r.arn)).toEqual([KEY, KEY])
  expect(rows.flatMap((r) => r.names)).toEqual(expect.arrayContaining(['1234', 'alias/logs']))
})

it('an alias that may not be described is not asked for a policy: that call takes none', async () => {
  const { asked } = await run(
    {
      buckets: [
        bucketOf({ encryption: { known: { algorithm: 'aws:kms', kmsKeyId: 'alias/logs' } } }),
      ],
    },
    { 'kms:DescribeKey': DENIED },
  )
  expect(asked.map((a) => a.call)).not.toContain('kms:GetKeyPolicy')
})

it('of other keys only those are kept whose policy speaks of CloudTrail or cannot be read', async () => {
  const policies: Canned = {
    'kms:ListKeys': { Keys: ['plain', 'trail', 'denied'].map((KeyArn) => ({ KeyArn })) },
    'kms:GetKeyPolicy': ({ KeyId }) =>
      ({
        plain: { Policy: '{"Statement":[]}' },
        trail: { Policy: '{"Statement":{"Principal":{"Service":"cloudtrail.amazonaws.com"}}}' },
      })[String(KeyId)] ?? DENIED,
    'kms:DescribeKey': ({ KeyId }) => ({ KeyMetadata: { Arn: KeyId, KeyState: 'Enabled' } }),
  }
  const { keys: rows } = await run({}, policies)
  expect(rows.map((r) => r.arn)).toEqual(['trail', 'denied'])
})
