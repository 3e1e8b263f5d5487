import type { ServiceEvents } from './event.ts'

/** Object calls of S3's relatives, which have types of their own (facts/aws.md 3.5, R4). Sources are inferred. */
const calls = (eventSource: string, type: string, more: readonly string[] = []): ServiceEvents => ({
  eventSource,
  groups: [
    {
      names: ['DeleteObject', 'GetObject', 'HeadObject', 'PutObject', ...more],
      variants: [{ category: 'Data', resourceTypes: [type] }],
      exclusive: false,
      source: 'facts/aws.md 3.5; eventSource inferred',
    },
  ],
})

export const s3Express = calls('s3express.amazonaws.com', 'AWS::S3Express::Object', [
  'CreateSession',
  'ListObjectsV2',
])
export const s3Outposts = calls('s3-outposts.amazonaws.com', 'AWS::S3Outposts::Object')
export const s3ObjectLambda = calls(
  's3-object-lambda.amazonaws.com',
  'AWS::S3ObjectLambda::AccessPoint',
  ['WriteGetObjectResponse'],
)
export const s3Tables = calls('s3tables.amazonaws.com', 'AWS::S3Tables::Table')
