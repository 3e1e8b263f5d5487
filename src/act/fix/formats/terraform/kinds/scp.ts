import { filled } from '../../given.ts'
import { jsonIn, type Kind, resource } from '../kind.ts'

const POLICY = 'aws_organizations_policy'
const ATTACHMENT = 'aws_organizations_policy_attachment'

/** `aws_organizations_policy` and what it is attached to. */
export const scp: Kind<'scp'> = {
  kind: 'scp',
  types: [POLICY],
  print: (d, label) => [
    resource(POLICY, label, [
      ['name', d.name],
      ['description', filled(d.description)],
      ['type', 'SERVICE_CONTROL_POLICY'],
      ['content', { json: d.content }],
    ]),
    ...d.targets.map((target, i) =>
      resource(ATTACHMENT, `${label}_${i + 1}`, [
        ['policy_id', { names: `${POLICY}.${label}.id` }],
        ['target_id', target],
      ]),
    ),
  ],
  read: ({ first, numbered }) => ({
    name: first(POLICY)?.name,
    description: first(POLICY)?.description ?? '',
    content: jsonIn(first(POLICY)?.content),
    targets: numbered(ATTACHMENT).map((a) => a.target_id),
  }),
}
