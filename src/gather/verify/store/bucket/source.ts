import { WholetrailError } from '../../../../model/error.ts'

/** A source in a bucket. */
export interface BucketSource {
  readonly bucket: string
  /** Where the search for `AWSLogs/` begins: empty, or ending in a slash. */
  readonly above: string
  /** Names of the folders inside `AWSLogs/` that the source goes on with; `null` where it ends above. */
  readonly inside: readonly string[] | null
}

/** Reads `s3://bucket/prefix`. Throws `usage`. */
export const bucketSource = (source: string): BucketSource => {
  const m = /^s3:\/\/([a-z0-9][a-z0-9._-]{1,62})(?:\/(.*))?$/i.exec(source)
  if (m === null)
    throw new WholetrailError('usage', `not a bucket: ${source}`, {
      hint: 'write s3://bucket or s3://bucket/prefix',
    })
  const [, bucket = '', rest = ''] = m
  const parts = rest.split('/').filter((part) => part !== '')
  const at = parts.indexOf('AWSLogs')
  const above = at < 0 ? parts : parts.slice(0, at)
  return {
    bucket,
    above: above.map((part) => `${part}/`).join(''),
    inside: at < 0 ? null : parts.slice(at + 1),
  }
}
