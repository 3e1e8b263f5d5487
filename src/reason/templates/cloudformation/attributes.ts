import { type AttributeRule, arnRule, property } from '../place.ts'
import { member } from '../values.ts'

const roleArn: AttributeRule = (properties, { account, partition }) => [
  ...['arn:', partition, ':iam::', account, ':role'],
  ...[member(properties, 'Path') ?? '/', member(properties, 'RoleName')],
]

/** What `Ref` and `Fn::GetAtt` answer where the template names the resource itself (user guide, return values). */
export const cloudFormationAttributes: Readonly<
  Record<string, Readonly<Record<string, AttributeRule>>>
> = {
  'AWS::S3::Bucket': {
    Ref: property('BucketName'),
    Arn: arnRule('s3', 'global', '', 'BucketName'),
  },
  'AWS::CloudTrail::Trail': {
    Ref: property('TrailName'),
    Arn: arnRule('cloudtrail', 'regional', 'trail/', 'TrailName'),
  },
  'AWS::KMS::Alias': {
    Ref: property('AliasName'),
  },
  'AWS::SNS::Topic': {
    Ref: arnRule('sns', 'regional', '', 'TopicName'),
    TopicArn: arnRule('sns', 'regional', '', 'TopicName'),
    TopicName: property('TopicName'),
  },
  'AWS::Logs::LogGroup': {
    Ref: property('LogGroupName'),
    Arn: arnRule('logs', 'regional', 'log-group:', 'LogGroupName', ':*'),
  },
  'AWS::IAM::Role': { Ref: property('RoleName'), Arn: roleArn },
  'AWS::Lambda::Function': {
    Ref: property('FunctionName'),
    Arn: arnRule('lambda', 'regional', 'function:', 'FunctionName'),
  },
  'AWS::DynamoDB::Table': {
    Ref: property('TableName'),
    Arn: arnRule('dynamodb', 'regional', 'table/', 'TableName'),
  },
  'AWS::SQS::Queue': {
    Arn: arnRule('sqs', 'regional', '', 'QueueName'),
    QueueName: property('QueueName'),
  },
  'AWS::Events::Rule': {
    Arn: arnRule('events', 'regional', 'rule/', 'Name'),
  },
}
