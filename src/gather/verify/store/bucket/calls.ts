import type { GetBucketLocationOutput, HeadBucketOutput } from '@aws-sdk/client-s3'
import { WholetrailError } from '../../../../model/error.ts'
import { unknownOf } from '../../../aws/failure.ts'
import type { Asker } from '../asker.ts'

/** Calls on one bucket, in its own region. Throw what the SDK throws. */
export type BucketCalls = <Output>(
  bucket: string,
  operation: string,
  input: object,
) => Promise<Output>

/** No constraint is us-east-1, `EU` is eu-west-1 (S3 API, GetBucketLocation). */
const regionOf = (constraint: string | undefined): string => {
  if (constraint === undefined || constraint === '') return 'us-east-1'
  return constraint === 'EU' ? 'eu-west-1' : constraint
}

/** A refusal names the region too. */
const regionInRefusal = (error: unknown): string | undefined => {
  const { $response } = error as { $response?: { headers?: Record<string, string> } }
  return $response?.headers?.['x-amz-bucket-region']
}

const isDenied = (error: unknown): boolean =>
  unknownOf(error, { region: 'us-east-1', isEmulated: false }).unknown === 'access-denied'

/** Asked once a bucket. Where S3 does not say, the region to begin in: the SDK then follows redirects. */
const locate = async (bucket: string, asker: Asker): Promise<string> => {
  const home = await asker.home()
  try {
    const input = { Bucket: bucket }
    const { LocationConstraint } = await asker.send<GetBucketLocationOutput>(
      home,
      's3',
      'GetBucketLocation',
      input,
    )
    return regionOf(LocationConstraint)
  } catch (error) {
    if (error instanceof WholetrailError) throw error
  }
  try {
    const { BucketRegion } = await asker.send<HeadBucketOutput>(home, 's3', 'HeadBucket', {
      Bucket: bucket,
    })
    return BucketRegion ?? home
  } catch (error) {
    if (error instanceof WholetrailError) throw error
    return regionInRefusal(error) ?? home
  }
}

/**
 * Buckets lie in any region and account. The caller's own credentials are tried first (a log bucket's policy often lets
 * the security account read), then the role in the account that owns the bucket; what worked first is kept to.
 */
export const bucketCalls = (
  asker: Asker,
  ownerOf: (bucket: string) => string | undefined,
): BucketCalls => {
  const regions = new Map<string, Promise<string>>()
  const role = new Map<string, 'works' | 'fails'>()
  const regionFor = (bucket: string): Promise<string> => {
    const region = regions.get(bucket) ?? locate(bucket, asker)
    regions.set(bucket, region)
    return region
  }
  return async <Output>(bucket: string, operation: string, input: object): Promise<Output> => {
    const region = await regionFor(bucket)
    const owner = ownerOf(bucket)
    const send = (account?: string) =>
      asker.send<Output>(region, 's3', operation, { Bucket: bucket, ...input }, account)
    if (role.get(bucket) === 'works') return send(owner)
    try {
      return await send()
    } catch (error) {
      const mayTry = owner !== undefined && role.get(bucket) !== 'fails'
      if (!mayTry || error instanceof WholetrailError || !isDenied(error)) throw error
      try {
        const answer = await send(owner)
        role.set(bucket, 'works')
        return answer
      } catch (second) {
        if (second instanceof WholetrailError && second.code === 'interrupted') throw second
        if (role.get(bucket) === undefined) role.set(bucket, 'fails')
        throw error
      }
    }
  }
}
