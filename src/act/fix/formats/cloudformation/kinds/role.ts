import { isList, isMap } from '../../../../../reason/templates/values.ts'
import { filled, given } from '../../given.ts'
import type { Kind } from '../kind.ts'

/** `AWS::IAM::Role`. One that exists is changed by commands: a template would set all of it that it leaves out. */
export const role: Kind<'role'> = {
  kind: 'role',
  type: 'AWS::IAM::Role',
  print: (d) => ({
    '': {
      Type: 'AWS::IAM::Role',
      Properties: given({
        RoleName: d.name,
        Description: filled(d.description),
        AssumeRolePolicyDocument: d.trustPolicy,
        Policies: d.policies.map((p) => ({ PolicyName: p.name, PolicyDocument: p.document })),
      }),
    },
  }),
  read: ({ properties: p }) => ({
    name: p.RoleName,
    description: p.Description ?? '',
    trustPolicy: p.AssumeRolePolicyDocument,
    policies: isList(p.Policies)
      ? p.Policies.filter(isMap).map((i) => ({ name: i.PolicyName, document: i.PolicyDocument }))
      : [],
  }),
}
