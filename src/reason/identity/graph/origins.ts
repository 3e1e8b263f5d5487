import type { NodeKind } from '../../../model/trace.ts'

/** Who stands behind sessions that a service takes a role for, by what the session is called (facts/aws.md 6.2). */
export interface WorkloadOrigin {
  readonly service: RegExp
  readonly what: string
  /** Session names that tell the workload; its first group is the workload, where there is one. */
  readonly name: RegExp
}

export const workloadOrigins: readonly WorkloadOrigin[] = [
  { service: /^ec2\./, what: 'instance', name: /^(m?i-[0-9a-f]{8,17})$/ },
  { service: /^(ssm|ssm-[a-z]+)\./, what: 'instance', name: /^(m?i-[0-9a-f]{8,17})$/ },
  { service: /^lambda\./, what: 'function', name: /^(?:awslambda_[0-9]+_[0-9]+)?(.+)$/ },
  { service: /^(ecs-tasks|ecs)\./, what: 'task', name: /^([0-9a-f]{32}|.+)$/ },
  { service: /^(pods\.eks|eks-auth)\./, what: 'pod', name: /^(.+)$/ },
  { service: /^(codebuild|glue|sagemaker|states|batch|apprunner)\./, what: 'job', name: /^(.+)$/ },
]

/** Who a token of an identity provider speaks for, by the provider (facts/aws.md 6.2). The first that fits holds. */
export const providerOrigins: readonly {
  readonly provider: RegExp
  readonly kind: NodeKind
  readonly what: string
}[] = [
  { provider: /oidc\.eks[.-]/, kind: 'workload', what: 'service account' },
  { provider: /token\.actions\.githubusercontent\.com/, kind: 'workload', what: 'GitHub workflow' },
  {
    provider: /gitlab|bitbucket|circleci|terraform|spacelift|buildkite/,
    kind: 'workload',
    what: 'pipeline',
  },
  {
    provider: /^(www\.)?(accounts\.google\.com|amazon\.com|graph\.facebook\.com)/,
    kind: 'person',
    what: 'OIDC subject',
  },
  { provider: /cognito-identity/, kind: 'person', what: 'Cognito identity' },
  { provider: /saml-provider\/AWSSSO_/, kind: 'person', what: 'Identity Center user' },
  { provider: /saml-provider\//, kind: 'person', what: 'SAML subject' },
]

export const SUBJECT: { readonly kind: NodeKind; readonly what: string } = {
  kind: 'person',
  what: 'OIDC subject',
}

/** Roles that only IAM Identity Center takes; the session is named after its user. The path cannot be given to others. */
export const IDENTITY_CENTER_ROLE =
  /:role\/aws-reserved\/sso\.amazonaws\.com\/(?:[^/]+\/)?AWSReservedSSO_[^/]+$/

/** How such roles are called; anyone may call another so. */
export const IDENTITY_CENTER_NAME = /[:/](?:role|assumed-role)\/(?:.+\/)?AWSReservedSSO_[^/]+/

/** Names that tools give when nobody names the session: they tell nobody apart. */
export const DEFAULT_SESSION_NAME =
  /^(botocore-session-\d+|aws-go-sdk-\d+|aws-cli-session.*|aws-sdk-.*|GitHubActions|session|default|CLI|AWSCLI-Session|terraform|\d{13,})$/i

/** Instances name themselves: a session called so, of a role of instances, is an instance's. */
export const INSTANCE_NAME = /^m?i-[0-9a-f]{8,17}$/
