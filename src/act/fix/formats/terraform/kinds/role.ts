import { filled } from '../../given.ts'
import { jsonIn, type Kind, resource } from '../kind.ts'

const ROLE = 'aws_iam_role'
const POLICY = 'aws_iam_role_policy'

/** `aws_iam_role` and its inline policies. */
export const role: Kind<'role'> = {
  kind: 'role',
  types: [ROLE],
  print: (d, label) => [
    resource(ROLE, label, [
      ['name', d.name],
      ['description', filled(d.description)],
      ['assume_role_policy', { json: d.trustPolicy }],
    ]),
    ...d.policies.map((p, i) =>
      resource(POLICY, `${label}_${i + 1}`, [
        ['role', { names: `${ROLE}.${label}.name` }],
        ['name', p.name],
        ['policy', { json: p.document }],
      ]),
    ),
  ],
  read: ({ first, numbered }) => ({
    name: first(ROLE)?.name,
    description: first(ROLE)?.description ?? '',
    trustPolicy: jsonIn(first(ROLE)?.assume_role_policy),
    policies: numbered(POLICY).map((p) => ({ name: p.name, document: jsonIn(p.policy) })),
  }),
}
