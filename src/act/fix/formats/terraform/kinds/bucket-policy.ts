import { jsonIn, type Kind, resource } from '../kind.ts'

const TYPE = 'aws_s3_bucket_policy'

/** `aws_s3_bucket_policy`: the whole policy of the bucket. */
export const bucketPolicy: Kind<'bucket-policy'> = {
  kind: 'bucket-policy',
  types: [TYPE],
  print: (d, label) => [
    resource(TYPE, label, [
      ['bucket', d.bucket],
      ['policy', { json: d.policy }],
    ]),
  ],
  adopt: { id: (d) => d.bucket, ignore: [] },
  read: ({ first }) => ({ bucket: first(TYPE)?.bucket, policy: jsonIn(first(TYPE)?.policy) }),
}
