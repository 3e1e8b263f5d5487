import type { GetBucketLocationOutput, HeadBucketOutput } from '@aws-sdk/client-s3'
import type { Observed } from '../../../../model/observed.ts'
import type { Place } from '../../probe.ts'
import { absent } from './absent.ts'

export interface Existence {
  readonly exists: Observed<boolean>
  readonly region: string | undefined
  /** HeadBucket is answered here, so that it can also tell the owner. */
  readonly mayHead: boolean
}

/**
 * Whether a bucket that is in no list exists. S3 says 404 where a name is free. A refusal means that there is something
 * to refuse, but a refused HEAD has no words and may come from bad credentials, so that a second call has to say so too.
 */
export const existenceOf = async (place: Place, name: string): Promise<Existence> => {
  const head = await place.ask<HeadBucketOutput>(
    's3',
    'HeadBucket',
    { Bucket: name },
    { absent: absent.bucket },
  )
  if ('known' in head) {
    return {
      exists: { known: head.known !== null },
      region: head.known?.BucketRegion,
      mayHead: head.known !== null,
    }
  }
  const location = await place.ask<GetBucketLocationOutput>(
    's3',
    'GetBucketLocation',
    { Bucket: name },
    { absent: absent.bucket },
  )
  return { exists: secondWord(head, location), region: undefined, mayHead: false }
}

const secondWord = (
  head: Observed<unknown>,
  location: Observed<GetBucketLocationOutput | null>,
): Observed<boolean> => {
  if ('known' in location) return { known: location.known !== null }
  const isRefused =
    'unknown' in head && head.unknown === 'access-denied' && location.unknown === 'access-denied'
  return isRefused ? { known: true } : location
}
