import { placeOfArn } from './arn.ts'

interface TaggedType {
  /** As data events name it (facts/aws.md 3.7). */
  readonly type: string
  /** Service of the ARN; what its resource begins with. */
  readonly service: string
  readonly resource: string
}

/**
 * Types of data events whose resources carry tags, by the form of their ARNs. Buckets, functions and tables are listed
 * apart; clusters of RDS and Redshift are left out, since only those with a data API have data events.
 */
const types: readonly TaggedType[] = [
  { type: 'AWS::AppSync::GraphQLApi', service: 'appsync', resource: 'apis/' },
  { type: 'AWS::Bedrock::AgentAlias', service: 'bedrock', resource: 'agent-alias/' },
  { type: 'AWS::Bedrock::Guardrail', service: 'bedrock', resource: 'guardrail/' },
  { type: 'AWS::Bedrock::KnowledgeBase', service: 'bedrock', resource: 'knowledge-base/' },
  { type: 'AWS::Cognito::IdentityPool', service: 'cognito-identity', resource: 'identitypool/' },
  { type: 'AWS::DSQL::Cluster', service: 'dsql', resource: 'cluster/' },
  { type: 'AWS::Kinesis::Stream', service: 'kinesis', resource: 'stream/' },
  {
    type: 'AWS::KinesisFirehose::DeliveryStream',
    service: 'firehose',
    resource: 'deliverystream/',
  },
  { type: 'AWS::KinesisVideo::Stream', service: 'kinesisvideo', resource: 'stream/' },
  { type: 'AWS::SageMaker::Endpoint', service: 'sagemaker', resource: 'endpoint/' },
  { type: 'AWS::SageMaker::FeatureGroup', service: 'sagemaker', resource: 'feature-group/' },
  { type: 'AWS::SNS::Topic', service: 'sns', resource: '' },
  { type: 'AWS::SQS::Queue', service: 'sqs', resource: '' },
  { type: 'AWS::StepFunctions::StateMachine', service: 'states', resource: 'stateMachine:' },
]

/** What the tagging API is asked for: the service, and the resource where there are several. */
export const taggedTypes: readonly string[] = types.map(({ service, resource }) =>
  resource === '' ? service : `${service}:${resource.slice(0, -1)}`,
)

/** The type of data events of a resource; `undefined` for all others. */
export const dataEventTypeOf = (arn: string): string | undefined => {
  const place = placeOfArn(arn)
  return types.find((t) => t.service === place?.service && place.resource.startsWith(t.resource))
    ?.type
}
