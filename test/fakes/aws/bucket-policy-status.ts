import type { Handler } from './handler.ts'
import { xml } from './response.ts'

interface Statement {
  readonly Effect: string
  readonly Principal?: string | { readonly AWS?: string | readonly string[] }
  readonly Condition?: object
}

const isAnyone = ({ Principal }: Statement): boolean =>
  Principal === '*' || (typeof Principal === 'object' && [Principal.AWS].flat().includes('*'))

/** moto mistakes the call for another (facts/aws.md 9): judged here from the policy that moto keeps. */
export const getBucketPolicyStatus: Handler = async ({ request, account, upstream }) => {
  const answer = await upstream(
    {
      ...request,
      url: request.url.replace('policyStatus', 'policy'),
      operation: 'GetBucketPolicy',
    },
    account,
  )
  if (answer.status !== 200) return answer
  const { Statement = [] } = JSON.parse(answer.body.toString()) as { Statement?: Statement[] }
  const isPublic = Statement.some((s) => s.Effect === 'Allow' && isAnyone(s) && !s.Condition)
  return xml(`<PolicyStatus><IsPublic>${isPublic}</IsPublic></PolicyStatus>`)
}

/** The same for the list of request metrics. */
export const listBucketMetricsConfigurations: Handler = () =>
  xml(
    '<ListMetricsConfigurationsResult><IsTruncated>false</IsTruncated></ListMetricsConfigurationsResult>',
  )
