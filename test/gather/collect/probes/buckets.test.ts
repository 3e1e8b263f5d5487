import { expect, it } from 'vitest'
import { accountPublicAccess } from '../../../../src/gather/collect/probes/account-public-access.ts'
import { buckets } from '../../../../src/gather/collect/probes/buckets.ts'
import { logBuckets } from '../../../../src/gather/collect/probes/log-buckets.ts'
import { answers } from './answers.ts'
import { awsError, type Canned, placeOf } from './place.ts'

const run = async (canned: Canned) => {
  const place = placeOf(buckets, { answers: { ...answers, ...canned } })
  const fragment = await buckets.run(place)
  return { ...fragment, asked: place.asked }
}

/** Every error by which S3 says that there is none. */
const NONE: Canned = {
  's3:GetBucketPolicy': awsError('NoSuchBucketPolicy'),
  's3:GetBucketPolicyStatus': awsError('NoSuchBucketPolicy'),
  's3:GetPublicAccessBlock': awsError('NoSuchPublicAccessBlockConfiguration'),
  's3:GetBucketEncryption': awsError('ServerSideEncryptionConfigurationNotFoundError'),
  's3:GetBucketVersioning': {},
  's3:GetBucketReplication': awsError('ReplicationConfigurationNotFoundError'),
  's3:GetBucketTagging': awsError('NoSuchTagSet'),
}

it('"there is none" is an answer', async () => {
  const { buckets: rows } = await run(NONE)
  expect(rows).toMatchObject([
    {
      policy: { known: null },
      isPublicByPolicy: { known: false },
      publicAccessBlock: { known: null },
      encryption: { known: null },
      versioning: { known: { enabled: false, mfaDelete: false } },
      replication: { known: [] },
      tags: { known: {} },
    },
  ])
})

it('"there is none" of another thing is no answer', async () => {
  const { buckets: rows } = await run({ 's3:GetPublicAccessBlock': awsError('NoSuchBucketPolicy') })
  expect(rows[0]?.publicAccessBlock).toHaveProperty('unknown')
})

it('an account without a block of its own says so, and one that may not look knows nothing', async () => {
  const blockWith = async (answer: Canned[string]) => {
    const place = placeOf(accountPublicAccess, {
      answers: { ...answers, 's3-control:GetPublicAccessBlock': answer },
    })
    return (await accountPublicAccess.run(place)).accountPublicAccess[0]?.block
  }
  expect(await blockWith(awsError('NoSuchPublicAccessBlockConfiguration'))).toEqual({ known: null })
  expect(await blockWith(awsError('AccessDenied'))).toHaveProperty('unknown')
})

it('each bucket is asked in its own region, also where the list does not give it', async () => {
  const { asked, buckets: rows } = await run({
    's3:ListBuckets': { Buckets: [{ Name: 'a', BucketRegion: 'us-west-2' }, { Name: 'b' }] },
    's3:GetBucketLocation': { LocationConstraint: 'EU' },
  })
  expect(rows.map((b) => b.region)).toEqual([{ known: 'us-west-2' }, { known: 'eu-west-1' }])
  const regionsOf = (name: string) => [
    ...new Set(
      asked
        .filter((a) => a.input.Bucket === name && a.call !== 's3:GetBucketLocation')
        .map((a) => a.region),
    ),
  ]
  expect(regionsOf('a')).toEqual(['us-west-2'])
  expect(regionsOf('b')).toEqual(['eu-west-1'])
})

it('a bucket without a constraint is in us-east-1', async () => {
  const { buckets: rows } = await run({
    's3:ListBuckets': { Buckets: [{ Name: 'b' }] },
    's3:GetBucketLocation': {},
  })
  expect(rows[0]?.region).toEqual({ known: 'us-east-1' })
})

it('R26 the date of the list is not the birth of a bucket: S3 moves it when a policy changes', async () => {
  const { buckets: rows } = await run({
    's3:ListBuckets': { Buckets: [{ Name: 'a', CreationDate: new Date() }] },
  })
  expect(rows[0]?.createdAt).toBeUndefined()
})

it('a list that is not answered leaves no bucket and is listed as unread', async () => {
  const { listings, buckets: rows } = await run({ 's3:ListBuckets': {} })
  expect(rows).toEqual([])
  expect(listings).toMatchObject([{ what: 'buckets', listed: { unknown: 'error' } }])
})

it('only log buckets are read in full: named by a trail, or by their policy, or unreadable', async () => {
  const { buckets: rows } = await run({
    's3:ListBuckets': { Buckets: [{ Name: 'plain' }, { Name: 'denied' }, { Name: 'log' }] },
    's3:GetBucketPolicy': ({ Bucket }) =>
      ({
        plain: awsError('NoSuchBucketPolicy'),
        denied: awsError('AccessDenied'),
        log: { Policy: '{"Statement":{"Principal":{"Service":"cloudtrail.amazonaws.com"}}}' },
      })[String(Bucket)] ?? {},
  })
  const place = placeOf(logBuckets, { answers, found: { buckets: rows } })
  const full = await logBuckets.run(place)
  expect(full.buckets.map((b) => b.name)).toEqual(['denied', 'log'])
})
