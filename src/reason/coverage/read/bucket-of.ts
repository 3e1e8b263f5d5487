import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { textAt } from '../json.ts'

const S3_ARN = /^arn:[^:]*:s3:::([^/]+)(?:\/(.*))?$/

/** An alias or an ARN of an access point stands for a bucket that it does not name. */
const isAccessPoint = (name: string): boolean => name.includes(':') || name.endsWith('-s3alias')

/** The buckets that an event of S3 names, in its request or its resources (R5); none where the record does not say. */
const bucketsOf = ({ request, resources = [] }: ConfigurationEvent): readonly string[] => {
  const asked = textAt(request, 'bucketName')
  const named = resources.flatMap((arn) => S3_ARN.exec(arn)?.[1] ?? [])
  return [...new Set([...(asked === undefined || isAccessPoint(asked) ? [] : [asked]), ...named])]
}

/** The one bucket that an event is about; `null` where that is not sure. */
export const bucketOf = (event: ConfigurationEvent): string | null => {
  const [bucket, another] = bucketsOf(event)
  return bucket === undefined || another !== undefined ? null : bucket
}

/** Whether an event is, or where it does not say may be, about a bucket: requests above 100 KB are omitted (R1). */
export const mayConcern = (event: ConfigurationEvent, bucket: string): boolean => {
  const named = bucketsOf(event)
  return named.length === 0 || named.includes(bucket)
}

/** The key of the object that an event is about; `undefined` where it is about many, or does not say. */
export const keyOf = ({ request, resources = [] }: ConfigurationEvent): string | undefined =>
  textAt(request, 'key') ?? resources.flatMap((arn) => S3_ARN.exec(arn)?.[2] || [])[0]
