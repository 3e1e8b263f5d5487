import type { GetBucketLocationOutput } from '@aws-sdk/client-s3'
import type { Observed } from '../../../../model/observed.ts'
import type { Place } from '../../probe.ts'
import { mapKnown, readKnown } from '../map/answer.ts'

/** A missing or empty constraint is us-east-1, `EU` is eu-west-1 (S3 API, GetBucketLocation). */
const regionOf = (constraint: string | undefined): string => {
  if (constraint === undefined || constraint === '') return 'us-east-1'
  return constraint === 'EU' ? 'eu-west-1' : constraint
}

/** The region of a bucket, as the list gives it or else asked. Unknown where the bucket is gone. */
export const regionOfBucket = async (
  place: Place,
  name: string,
  listed: string | undefined,
): Promise<Observed<string>> => {
  if (listed !== undefined && listed !== '') return { known: listed }
  const answer = await place.ask<GetBucketLocationOutput>(
    's3',
    'GetBucketLocation',
    { Bucket: name },
    { absent: ['NoSuchBucket'] },
  )
  const found = readKnown<GetBucketLocationOutput | null, GetBucketLocationOutput>(
    answer,
    (location) =>
      location === null
        ? { unknown: 'error', detail: 'there is no bucket of this name' }
        : { known: location },
  )
  return mapKnown(found, (location) => regionOf(location.LocationConstraint))
}
