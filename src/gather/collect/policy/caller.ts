import { DEFAULT_ROLE } from '../collection.ts'
import type { PolicyForm } from './list.ts'

/** What whoever runs `collect --org` needs besides the policy itself: into the members, and the list of them. */
export const callerPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'EnterMembers',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: `arn:aws:iam::*:role/${DEFAULT_ROLE}`,
    },
    { Sid: 'ListMembers', Effect: 'Allow', Action: 'organizations:List*', Resource: '*' },
  ],
} as const

const DEPLOYED: Readonly<Record<PolicyForm, readonly string[]>> = {
  json: [
    'Attach this policy to whoever runs `wholetrail collect`.',
    'The role for other accounts: wholetrail collect --policy cloudformation, terraform or stackset',
  ],
  cloudformation: [
    `The role ${DEFAULT_ROLE} for one account. To deploy it there:`,
    '  wholetrail collect --policy cloudformation > role.yaml',
    `  aws cloudformation deploy --template-file role.yaml --stack-name ${DEFAULT_ROLE}`,
    '    --capabilities CAPABILITY_NAMED_IAM',
    '    --parameter-overrides AuditingAccount=111122223333 ExternalId=optional',
  ],
  terraform: [
    `The role ${DEFAULT_ROLE} for one account. To deploy it there:`,
    '  wholetrail collect --policy terraform > role.tf',
    '  terraform apply -var auditing_account=111122223333 [-var external_id=...]',
  ],
  stackset: [
    `The role ${DEFAULT_ROLE} for every member. To deploy it, in the management account or a`,
    'delegated administrator of StackSets; it does not reach the management account itself:',
    '  wholetrail collect --policy stackset > members.yaml',
    `  aws cloudformation deploy --template-file members.yaml --stack-name ${DEFAULT_ROLE}Members`,
    '    --capabilities CAPABILITY_NAMED_IAM',
    '    --parameter-overrides AuditingAccount=111122223333 OrganizationalUnits=r-abcd CallAs=SELF',
  ],
}

/** How a form is deployed, and what the caller of `collect --org` needs, in lines. */
export const policyAdvice = (form: PolicyForm): readonly string[] => [
  ...DEPLOYED[form],
  'Whoever runs `wholetrail collect --org` needs this as well, in the account it is run from, and',
  'for that account itself what `wholetrail collect --policy json` prints:',
  ...callerPolicy.Statement.map(
    ({ Action, Resource }) => `  ${JSON.stringify({ Effect: 'Allow', Action, Resource })}`,
  ),
  `(in other partitions arn:aws-cn or arn:aws-us-gov; with --role NAME that name for ${DEFAULT_ROLE})`,
]
