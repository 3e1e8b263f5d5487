import { describe, expect, it } from 'vitest'
import { foreignLogBuckets as probe } from '../../../../src/gather/collect/probes/foreign-log-buckets.ts'
import { trailOf } from '../../../../src/gather/collect/probes/map/trail.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { answers } from './answers.ts'
import { ACCOUNT, awsError, type Canned, DENIED, NOW, placeOf } from './place.ts'

const OTHER = '222222222222'

const trail = (account: string) => {
  const made = trailOf(
    {
      Name: 'main',
      TrailARN: `arn:aws:cloudtrail:eu-west-1:${account}:trail/main`,
      HomeRegion: 'eu-west-1',
      S3BucketName: 'central',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: false,
      LogFileValidationEnabled: true,
    },
    NOW,
  )
  if (made === undefined) throw new Error('no trail')
  return made
}

const run = async (canned: Canned, over: Partial<Snapshot> = {}) => {
  const found = { trails: [trail(ACCOUNT)], ...over }
  const place = placeOf(probe, { answers: { ...answers, ...canned }, found })
  const { buckets } = await probe.run(place)
  return { buckets, asked: place.asked }
}

const members = (...ids: string[]): Snapshot['organization'] => ({
  known: {
    id: 'o-abcdefghij',
    managementAccount: OTHER,
    accounts: ids.map((id) => ({ id, status: 'ACTIVE' })),
  },
})

describe('a log bucket that no account has in its list', () => {
  it('peers: is gone where S3 says 404, so that anyone may take its name', async () => {
    const { buckets } = await run({ 's3:HeadBucket': awsError('NotFound') })
    expect(buckets).toMatchObject([
      { name: 'central', exists: { known: false }, owner: { unknown: 'error' } },
    ])
    expect(buckets).toHaveLength(1)
  })

  it('exists where both calls are refused, and is nobody known', async () => {
    const { buckets } = await run({ 's3:HeadBucket': DENIED, 's3:GetBucketLocation': DENIED })
    expect(buckets[0]).toMatchObject({
      exists: { known: true },
      owner: { unknown: 'access-denied' },
    })
  })

  it('is not said to exist where the refusal is one of bad credentials', async () => {
    const { buckets } = await run({
      's3:HeadBucket': DENIED,
      's3:GetBucketLocation': awsError('ExpiredToken'),
    })
    expect(buckets[0]?.exists).toHaveProperty('unknown')
  })

  it('is gone where only the call with words may say so', async () => {
    const { buckets } = await run({
      's3:HeadBucket': DENIED,
      's3:GetBucketLocation': awsError('NoSuchBucket'),
    })
    expect(buckets[0]?.exists).toEqual({ known: false })
  })

  it('belongs to the account with which S3 answers as expected owner', async () => {
    const { buckets } = await run(
      {
        's3:HeadBucket': ({ ExpectedBucketOwner: owner }) =>
          owner === undefined || owner === OTHER ? { BucketRegion: 'eu-west-1' } : DENIED,
      },
      { organization: members('333333333333', OTHER) },
    )
    expect(buckets[0]?.owner).toEqual({ known: OTHER })
  })

  it('is not asked for by owner where S3 refuses without one: a refusal proves nothing', async () => {
    const { asked } = await run(
      { 's3:HeadBucket': DENIED },
      { organization: members('333333333333') },
    )
    expect(asked.filter((a) => a.input.ExpectedBucketOwner !== undefined)).toEqual([])
  })

  it('is asked once: by the owner of the trail, or by a member where that was not reached', async () => {
    const { buckets: none } = await run(
      {},
      {
        trails: [trail(OTHER)],
        accounts: [OTHER, ACCOUNT].map((account) => ({
          account,
          readAt: NOW,
          reached: { known: true },
        })),
      },
    )
    expect(none).toEqual([])
    const seen = {
      ...trail(OTHER),
      status: [
        {
          account: ACCOUNT,
          region: 'eu-west-1',
          readAt: NOW,
          status: { unknown: 'access-denied' as const },
        },
      ],
    }
    expect((await run({}, { trails: [seen] })).buckets.length).toBeGreaterThan(0)
  })
})
