import type { DesiredOf } from '../../../../model/desired.ts'
import type { Call, CallsOf } from './call.ts'

const iam = { service: 'iam' } as const

const trustOf = (role: string, document: unknown): Call => ({
  ...iam,
  operation: 'update-assume-role-policy',
  text: `Set the whole trust policy of the role ${role}: it replaces the one that it has`,
  input: { RoleName: role },
  documents: { 'policy-document': document },
})

export const roleCalls: CallsOf<DesiredOf<'role'>> = (d) => [
  d.state === 'existing'
    ? trustOf(d.name, d.trustPolicy)
    : {
        ...iam,
        operation: 'create-role',
        text: `Create the role ${d.name}`,
        input: { RoleName: d.name, Description: d.description },
        documents: { 'assume-role-policy-document': d.trustPolicy },
      },
  ...d.policies.map((p) => ({
    ...iam,
    operation: 'put-role-policy',
    text: `Write its policy ${p.name}`,
    input: { RoleName: d.name, PolicyName: p.name },
    documents: { 'policy-document': p.document },
  })),
]

export const roleTrustCalls: CallsOf<DesiredOf<'role-trust'>> = (d) => [
  trustOf(d.role, d.trustPolicy),
]

const organizations = { service: 'organizations' } as const
const VARIABLE = 'POLICY_ID'

/** The id of the policy of that name, as a query: a literal of JSON, so that no name is more than a name. */
const idQuery = (name: string): string =>
  `Policies[?Name==\`${JSON.stringify(name).replaceAll('`', '\\`')}\`].Id | [0]`

export const scpCalls: CallsOf<DesiredOf<'scp'>> = (d) => {
  const described = { Name: d.name, Description: d.description }
  const first: readonly Call[] =
    d.state === 'new'
      ? [
          {
            ...organizations,
            operation: 'create-policy',
            text: `Create the policy ${d.name}; it binds nobody yet`,
            input: { ...described, Type: 'SERVICE_CONTROL_POLICY' },
            documents: { content: d.content },
            keeps: { variable: VARIABLE, query: 'Policy.PolicySummary.Id' },
          },
        ]
      : [
          {
            ...organizations,
            operation: 'list-policies',
            text: `Find the policy ${d.name}`,
            input: { Filter: 'SERVICE_CONTROL_POLICY' },
            keeps: { variable: VARIABLE, query: idQuery(d.name) },
          },
          {
            ...organizations,
            operation: 'update-policy',
            text: 'Set its whole content: it replaces the one that it has',
            input: described,
            documents: { content: d.content },
            variables: { 'policy-id': VARIABLE },
          },
        ]
  return [
    ...first,
    ...d.targets.map((TargetId) => ({
      ...organizations,
      operation: 'attach-policy',
      text: `Attach it to ${TargetId}; an answer DuplicatePolicyAttachmentException is fine`,
      input: { TargetId },
      variables: { 'policy-id': VARIABLE },
    })),
  ]
}

export const trustedAccessCalls: CallsOf<DesiredOf<'trusted-access'>> = (d) => [
  {
    ...organizations,
    operation: 'enable-aws-service-access',
    text: `Let the organisation trust ${d.service}`,
    input: { ServicePrincipal: d.service },
  },
]
