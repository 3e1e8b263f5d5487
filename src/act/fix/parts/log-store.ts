import type { Desired, DesiredOf } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import { bucketNamed } from '../../../reason/assess/inventory/buckets.ts'
import { insiders } from '../../../reason/assess/inventory/insiders.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Context, Note } from '../remedy.ts'
import { bucketStatements, tlsOnly } from './cloudtrail-statements.ts'
import { keyFor, keyId } from './key-for.ts'
import type { Why } from './proposal.ts'
import { policyBefore, stateOfPolicy, withStatements } from './statements.ts'
import type { Writer } from './writer.ts'

/** Where a trail is to deliver, with what has to be made for it. */
export interface LogStore {
  readonly account: string
  readonly bucket: string
  readonly kmsKeyId: string
  readonly desired: readonly Desired[]
  readonly notes: readonly Note[]
}

interface Place {
  readonly account: string
  readonly region: string
}

const BLOCKED = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
}

/** Days for which an old version is kept after the file expired: time to notice. */
const NOTICE_DAYS = 30

/**
 * A bucket that keeps what it is given: private, versioned, locked for as long as logs must be kept. Its default
 * encryption is that of S3, since digests are never encrypted under the key of the trail (facts/aws.md 2).
 */
const newBucket = (name: string, place: Place, days: number): DesiredOf<'bucket'> => ({
  kind: 'bucket',
  ...place,
  state: 'new',
  name,
  publicAccessBlock: BLOCKED,
  ownership: 'BucketOwnerEnforced',
  encryption: { algorithm: 'AES256' },
  versioning: true,
  objectLock: { mode: 'GOVERNANCE', days },
  lifecycle: [
    {
      id: 'expire-logs',
      enabled: true,
      prefix: '',
      isNarrowed: false,
      expirationDays: days,
      noncurrentExpirationDays: NOTICE_DAYS,
      transitions: [],
    },
  ],
})

const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

interface Chosen extends Place {
  readonly bucket: string
  readonly days: number
}

/** What the plan decided on, or the choice that is missing. */
const chosen = (context: Context): Chosen | Why => {
  const account = context.choice('log-archive-account')
  if (account === null || !/^\d{12}$/.test(account))
    return {
      why: 'Nobody said which account keeps the logs',
      instead:
        'Say it with the choice log-archive-account: an account that is used for nothing else',
      needs: 'log-archive-account',
    }
  const region = context.choice('home-region')
  if (region === null) return { why: 'Nobody said which region is home', needs: 'home-region' }
  const bucket = context.choice('log-bucket')
  if (bucket === null || !NAME.test(bucket))
    return { why: `${bucket ?? 'Nothing'} is no name of a bucket`, needs: 'log-bucket' }
  const days = Number(context.choice('retention-days'))
  if (!Number.isInteger(days) || days < 1)
    return { why: 'The days of retention are no number', needs: 'retention-days' }
  return { account, region, bucket, days }
}

/** The bucket is there: it must be ours, and where the plan has it. */
const adopted = (world: World, want: Chosen): { readonly region: string } | Why | undefined => {
  const had = bucketNamed(world, want.bucket)
  if (had === undefined) return undefined
  if (had.exists !== undefined && isKnown(had.exists) && !had.exists.known) return undefined
  if (!isKnown(had.owner) || had.owner.known !== want.account || !isKnown(had.region))
    return {
      why: `Bucket ${want.bucket} is there, and is not known to belong to account ${want.account}`,
      needs: 'log-bucket',
    }
  return { region: had.region.known }
}

/**
 * The bucket and key of the plan with room for one more trail: what is there is given one more statement, what is not
 * is made. Refused where a choice is missing, the account is not ours, or what is there was not read.
 */
export const logStore = (context: Context, world: World, writer: Writer): LogStore | Why => {
  const want = chosen(context)
  if ('why' in want) return want
  if (!insiders(world).accounts.has(want.account))
    return {
      why: `Account ${want.account} is not known to be one of ours`,
      needs: 'log-archive-account',
    }
  const there = adopted(world, want)
  if (there !== undefined && 'why' in there) return there
  const place = { account: want.account, region: there?.region ?? want.region }
  const policy =
    there === undefined
      ? { document: withStatements(null, [tlsOnly(writer.partition, want.bucket)]) }
      : policyBefore(bucketNamed(world, want.bucket)?.policy, `bucket ${want.bucket}`)
  if ('why' in policy) return policy
  const key = keyFor(context, world, place, writer)
  if ('why' in key) return key
  return {
    account: want.account,
    bucket: want.bucket,
    kmsKeyId: keyId(writer.partition, key),
    desired: [
      key,
      ...(there === undefined ? [newBucket(want.bucket, place, want.days)] : []),
      {
        kind: 'bucket-policy',
        ...place,
        state: stateOfPolicy(context, want.bucket),
        bucket: want.bucket,
        policy: withStatements(policy.document, bucketStatements(want.bucket, writer)),
      },
    ],
    notes: [
      {
        phase: 'buckets',
        ...place,
        risks: [
          `Bucket ${want.bucket} keeps files for ${want.days} days and deletes them afterwards; say retention-days for more.`,
          `Whoever reads the files of bucket ${want.bucket} from another account needs kms:Decrypt in the policy of its key as well.`,
        ],
      },
    ],
  }
}
