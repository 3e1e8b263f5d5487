import { describe, expect, it } from 'vitest'
import { cloudtrailKeys } from '../../../../src/gather/collect/probes/cloudtrail-keys.ts'
import { policyPrefixes } from '../../../../src/gather/collect/probes/log-files/in-bucket.ts'
import type { SnapshotBucket } from '../../../../src/model/snapshot/bucket.ts'
import { BUCKET_POLICY } from './answers.ts'
import { ACCOUNT, type Canned, NOW, placeOf, REGION } from './place.ts'

const bucket: SnapshotBucket = {
  name: 'audit-logs',
  readAt: NOW,
  owner: { known: ACCOUNT },
  region: { known: REGION },
}

/** A bucket of S3: folders and pages out of a list of keys. */
const store = (keys: readonly string[], page = 1000): Canned => ({
  's3:ListObjectsV2': (input) => {
    const {
      Prefix,
      Delimiter,
      StartAfter,
      ContinuationToken,
      MaxKeys = page,
    } = input as {
      Prefix: string
      Delimiter?: string
      StartAfter?: string
      ContinuationToken?: string
      MaxKeys?: number
    }
    const after = ContinuationToken ?? StartAfter ?? ''
    const names = keys
      .filter((key) => key.startsWith(Prefix))
      .map((key) => {
        const end = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length)
        return end < 0 ? key : key.slice(0, end + 1)
      })
    const here = [...new Set(names)].sort().filter((name) => name > after)
    const shown = here.slice(0, MaxKeys)
    return {
      KeyCount: shown.length,
      IsTruncated: shown.length < here.length,
      NextContinuationToken: shown.length < here.length ? shown.at(-1) : undefined,
      CommonPrefixes: shown.filter((n) => n.endsWith('/')).map((n) => ({ Prefix: n })),
      Contents: shown
        .filter((n) => !n.endsWith('/'))
        .map((Key) => ({ Key, LastModified: new Date('2025-06-02T08:00:00Z') })),
    }
  },
})

const log = (account: string, region: string, day: string, prefix = '') =>
  `${prefix}AWSLogs/${account}/CloudTrail/${region}/${day}/file.json.gz`

const keysOf = async (canned: Canned, over: Partial<SnapshotBucket> = {}) => {
  const place = placeOf(cloudtrailKeys, {
    answers: canned,
    found: { buckets: [{ ...bucket, ...over }] },
  })
  const fragment = await cloudtrailKeys.run(place)
  return { keys: fragment.buckets[0]?.cloudTrailKeys, asked: place.asked.length }
}

describe('what CloudTrail delivered into a bucket', () => {
  it('is nothing where there is no AWSLogs/, known after one listing', async () => {
    const { keys, asked } = await keysOf(store(['photos/1.jpg']))
    expect(keys).toEqual({
      known: { accounts: [], organizations: [], prefixes: [], newest: null },
    })
    expect(asked).toBe(1)
  })

  it('other services below AWSLogs/ are no files of CloudTrail', async () => {
    const { keys } = await keysOf(store(['AWSLogs/111111111111/elasticloadbalancing/x']))
    expect(keys).toMatchObject({ known: { accounts: [], newest: null } })
  })

  it('is found in the folder of an organisation, account by account', async () => {
    const { keys } = await keysOf(
      store([
        log('o-abcdefghij/111111111111', 'eu-west-1', '2025/06/01'),
        log('o-abcdefghij/222222222222', 'us-east-1', '2025/06/02'),
        log('333333333333', 'us-east-1', '2024/12/31'),
      ]),
    )
    expect(keys).toEqual({
      known: {
        accounts: ['111111111111', '222222222222', '333333333333'],
        organizations: ['o-abcdefghij'],
        prefixes: [''],
        newest: Date.parse('2025-06-02T08:00:00Z') * 1000,
      },
    })
  })

  it('is found below the prefix of a trail that is gone, which the policy still names', async () => {
    const { keys } = await keysOf(store([log('111111111111', 'eu-west-1', '2025/06/02', 'old/')]), {
      policy: { known: BUCKET_POLICY },
    })
    expect(keys).toMatchObject({ known: { prefixes: ['old'], accounts: ['111111111111'] } })
  })

  it('newest is the newest of all regions, whatever their order', async () => {
    const days = { 'a-1': '2023/12/31', 'b-1': '2025/06/01', 'c-1': '2024/01/01' }
    const { keys } = await keysOf(
      store(Object.entries(days).map(([region, day]) => log('111111111111', region, day))),
    )
    expect(keys).toMatchObject({ known: { newest: Date.parse('2025-06-02T08:00:00Z') * 1000 } })
  })

  it('a bucket in use takes few listings, however many regions it holds', async () => {
    const regions = Array.from({ length: 30 }, (_, i) => `region-${i}`)
    const { asked } = await keysOf(
      store(regions.map((region) => log('111111111111', region, '2026/03/11'))),
    )
    expect(asked).toBeLessThan(10)
  })

  it('reads folders over several pages', async () => {
    const accounts = Array.from({ length: 7 }, (_, i) => `11111111111${i}`)
    const { keys } = await keysOf(
      store(
        accounts.map((account) => log(account, 'eu-west-1', '2025/06/01')),
        2,
      ),
    )
    expect(keys).toMatchObject({ known: { accounts } })
  })

  it('beyond so many listings is unknown, never "no more accounts"', async () => {
    const accounts = Array.from({ length: 2100 }, (_, i) => String(100_000_000_000 + i))
    const { keys } = await keysOf(
      store(accounts.map((account) => log(account, 'eu-west-1', '2025/06/01'))),
    )
    expect(keys).toHaveProperty('unknown', 'not-supported')
  })

  it('an answer that is no listing is unknown', async () => {
    const { keys } = await keysOf({ 's3:ListObjectsV2': { IsTruncated: false } })
    expect(keys).toHaveProperty('unknown', 'not-supported')
  })
})

it('the prefixes of a policy are those of this bucket, without wildcards', () => {
  const Statement = [
    { Resource: ['arn:aws:s3:::audit-logs/a/b/AWSLogs/111111111111/*'] },
    { Resource: 'arn:aws:s3:::audit-logs/AWSLogs/111111111111/*' },
    { Resource: 'arn:aws:s3:::audit-logs-2/c/AWSLogs/1/*' },
    { Resource: 'arn:aws:s3:::audit-logs/*/AWSLogs/1/*' },
    { Resource: 'arn:aws-us-gov:s3:::audit-logs/gov/AWSLogs/1/*' },
    { Effect: 'Deny' },
  ]
  expect(policyPrefixes('audit-logs', { known: { Statement } })).toEqual(['a/b', '', 'gov'])
  expect(policyPrefixes('audit-logs', { unknown: 'access-denied' })).toEqual([])
})
