import type { Kind } from '../kind.ts'

/** `AWS::S3::BucketPolicy`: the whole policy of the bucket. */
export const bucketPolicy: Kind<'bucket-policy'> = {
  kind: 'bucket-policy',
  type: 'AWS::S3::BucketPolicy',
  print: (d) => ({
    '': {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: d.bucket, PolicyDocument: d.policy },
    },
  }),
  adopt: (d) => ({
    identifier: { Bucket: d.bucket },
    least: { Bucket: d.bucket, PolicyDocument: d.policy },
  }),
  read: ({ properties: p }) => ({ bucket: p.Bucket, policy: p.PolicyDocument }),
}
