import type { Scope } from '../../model/scope.ts'
import { type Limit, touchesScope } from './limit.ts'

const S3 = ['s3.amazonaws.com']
const every = [{ category: 'Management' }, { category: 'Data' }] as const
const objects = [{ category: 'Data', sources: S3 }] as const
const management = [{ category: 'Management' }] as const

/** What CloudTrail never records (R11). An answer prints those that touch its question as not checked. */
export const limits: readonly Limit[] = [
  {
    id: 'vpc-endpoint-denials',
    class: 'recorded elsewhere',
    sentence:
      'requests refused by the policy of a VPC endpoint: they are network activity events alone, never management or data events',
    touches: every,
    source: 'facts/aws.md 1.4',
  },
  {
    id: 'unauthenticated-requests',
    class: 'never recorded',
    sentence:
      'requests whose signature or credentials were not valid: AWS records them only for S3 and only lately, as s3-authn-errors',
    touches: every,
    source: 'facts/aws.md 1.4, 3.5',
  },
  {
    id: 's3-redirects',
    class: 'never recorded',
    sentence: 'requests that S3 answered with a redirect to another region',
    touches: objects,
    source: 'facts/aws.md 1.4',
  },
  {
    id: 'multi-region-access-points',
    class: 'partly recorded',
    sentence:
      'requests through a multi-region access point that neither the logs nor the settings show, where trails select the objects of named buckets: which ARN those records bear is not documented',
    touches: objects,
    source: 'facts/aws.md 3.3, 3.5',
  },
  {
    id: 'denied-owner-copies',
    class: 'partly recorded',
    sentence:
      'refused requests of other accounts on objects: the copy of the bucket owner may be missing',
    touches: objects,
    source: 'facts/aws.md 1.4',
  },
  {
    id: 'replication-and-service-reads',
    class: 'hidden identity',
    sentence:
      'objects that a service read or copied by itself after a policy, replication, inventory or export was set up: only the set-up is a call of a person',
    touches: objects,
    source: 'facts/aws.md 5.6',
  },
  {
    id: 'presigned-urls',
    class: 'hidden identity',
    sentence:
      'who used a presigned link: the record names the signer, and the address is that of the user of the link',
    touches: objects,
    source: 'facts/aws.md 1.5',
  },
  {
    id: 'content-from-caches',
    class: 'never recorded',
    sentence: 'objects served out of a cache such as CloudFront: only the first fetch reaches S3',
    touches: objects,
    source: 'facts/aws.md 3.5',
  },
  {
    id: 'sql',
    class: 'never recorded',
    sentence: 'queries inside databases (SQL over a connection), which are no calls of the AWS API',
    touches: [{ category: 'Data' }],
    source: 'facts/aws.md 3.7',
  },
  {
    id: 'dns',
    class: 'never recorded',
    sentence: 'DNS queries: Route 53 Resolver query logs have them, CloudTrail does not',
    touches: [{ category: 'NetworkActivity' }],
    source: 'facts/aws.md 3.9',
  },
  {
    id: 'instance-metadata',
    class: 'never recorded',
    sentence:
      'reads of credentials from the instance metadata service: only calls made with them are recorded',
    touches: management,
    source: 'facts/aws.md 6.2',
  },
  {
    id: 'kubernetes',
    class: 'never recorded',
    sentence: 'calls to the Kubernetes API inside a cluster, which are in the cluster’s audit log',
    touches: management,
    source: 'facts/aws.md 3.7',
  },
  {
    id: 'inside-instances',
    class: 'never recorded',
    sentence: 'what was done inside an instance or container, over SSH or a session',
    touches: [{ category: 'Management', sources: ['ec2.amazonaws.com', 'ssm.amazonaws.com'] }],
    source: 'facts/aws.md 3.7',
  },
  {
    id: 'cross-account-assume-denied',
    class: 'partly recorded',
    sentence:
      'refused attempts of other accounts to assume a role: they are recorded in the account of the caller alone',
    touches: [{ category: 'Management', sources: ['sts.amazonaws.com'] }],
    source: 'facts/aws.md 1.4',
  },
]

/** The limits that touch any of these scopes. */
export const limitsOf = (scopes: readonly Scope[]): readonly Limit[] =>
  limits.filter((limit) => scopes.some((scope) => touchesScope(limit, scope)))
