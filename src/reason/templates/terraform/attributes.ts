import { type AttributeRule, arnRule, property } from '../place.ts'
import { member } from '../values.ts'

const bucketRules: Readonly<Record<string, AttributeRule>> = {
  id: property('bucket'),
  arn: arnRule('s3', 'global', '', 'bucket'),
}

const roleArn: AttributeRule = (properties, { account, partition }) => [
  ...['arn:', partition, ':iam::', account, ':role'],
  ...[member(properties, 'path') ?? '/', member(properties, 'name')],
]

/** Attributes that follow from what the file itself gives; others are made by AWS (provider documentation). */
export const terraformAttributes: Readonly<
  Record<string, Readonly<Record<string, AttributeRule>>>
> = {
  aws_s3_bucket: bucketRules,
  aws_s3_bucket_policy: { id: property('bucket') },
  aws_s3_bucket_versioning: { id: property('bucket') },
  aws_s3_bucket_public_access_block: { id: property('bucket') },
  aws_cloudtrail: { arn: arnRule('cloudtrail', 'regional', 'trail/', 'name') },
  aws_kms_alias: {
    arn: arnRule('kms', 'regional', '', 'name'),
    id: property('name'),
  },
  aws_sns_topic: {
    arn: arnRule('sns', 'regional', '', 'name'),
    id: arnRule('sns', 'regional', '', 'name'),
  },
  aws_cloudwatch_log_group: {
    arn: arnRule('logs', 'regional', 'log-group:', 'name'),
    id: property('name'),
  },
  aws_iam_role: { arn: roleArn, id: property('name') },
  aws_lambda_function: { arn: arnRule('lambda', 'regional', 'function:', 'function_name') },
  aws_dynamodb_table: {
    arn: arnRule('dynamodb', 'regional', 'table/', 'name'),
    id: property('name'),
  },
  aws_sqs_queue: { arn: arnRule('sqs', 'regional', '', 'name') },
  aws_cloudwatch_event_rule: { arn: arnRule('events', 'regional', 'rule/', 'name') },
}
