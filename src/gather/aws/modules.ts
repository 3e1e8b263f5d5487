import type { Service } from './call.ts'

/** What is used of a client of the SDK. */
export interface SdkClient {
  readonly send: (
    command: unknown,
    options: { readonly abortSignal: AbortSignal },
  ) => Promise<unknown>
  readonly config: { readonly region: () => Promise<string> }
  readonly middlewareStack: {
    readonly add: (
      middleware: (
        next: (args: unknown) => Promise<unknown>,
      ) => (args: unknown) => Promise<unknown>,
      options: {
        readonly step: 'finalizeRequest'
        readonly priority: 'low'
        readonly name: string
      },
    ) => void
  }
}

type Module = Readonly<Record<string, unknown>>
type Constructor<T> = new (input: object) => T

const MODULES: Readonly<Record<Service, readonly [string, () => Promise<Module>]>> = {
  cloudtrail: ['CloudTrailClient', () => import('@aws-sdk/client-cloudtrail')],
  cloudwatch: ['CloudWatchClient', () => import('@aws-sdk/client-cloudwatch')],
  'cloudwatch-logs': ['CloudWatchLogsClient', () => import('@aws-sdk/client-cloudwatch-logs')],
  'cost-explorer': ['CostExplorerClient', () => import('@aws-sdk/client-cost-explorer')],
  dynamodb: ['DynamoDBClient', () => import('@aws-sdk/client-dynamodb')],
  ec2: ['EC2Client', () => import('@aws-sdk/client-ec2')],
  eventbridge: ['EventBridgeClient', () => import('@aws-sdk/client-eventbridge')],
  iam: ['IAMClient', () => import('@aws-sdk/client-iam')],
  kms: ['KMSClient', () => import('@aws-sdk/client-kms')],
  lambda: ['LambdaClient', () => import('@aws-sdk/client-lambda')],
  organizations: ['OrganizationsClient', () => import('@aws-sdk/client-organizations')],
  'resource-groups-tagging-api': [
    'ResourceGroupsTaggingAPIClient',
    () => import('@aws-sdk/client-resource-groups-tagging-api'),
  ],
  s3: ['S3Client', () => import('@aws-sdk/client-s3')],
  's3-control': ['S3ControlClient', () => import('@aws-sdk/client-s3-control')],
  sns: ['SNSClient', () => import('@aws-sdk/client-sns')],
  sts: ['STSClient', () => import('@aws-sdk/client-sts')],
}

/** One service of the SDK, loaded when it is first asked for. */
export interface SdkModule {
  readonly client: (configuration: object) => SdkClient
  /** Throws a `TypeError` for an operation that the service does not have. */
  readonly command: (operation: string, input: object) => unknown
  /** Whether the service has the operation. */
  readonly has: (operation: string) => boolean
}

export const loadModule = async (service: Service): Promise<SdkModule> => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const [clientName, load] = MODULES[service]
  const module = await load()
  return {
    client: (configuration) => new (module[clientName] as Constructor<SdkClient>)(configuration),
    command: (operation, input) =>
      new (module[`${operation}Command`] as Constructor<unknown>)(input),
    has: (operation) => typeof module[`${operation}Command`] === 'function',
  }
}
