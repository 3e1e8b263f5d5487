import { filled, given } from '../../given.ts'
import type { Kind } from '../kind.ts'

/** `AWS::Organizations::Policy`. One that exists has an id that is not known here: it is changed by commands. */
export const scp: Kind<'scp'> = {
  kind: 'scp',
  type: 'AWS::Organizations::Policy',
  print: (d) => ({
    '': {
      Type: 'AWS::Organizations::Policy',
      Properties: given({
        Name: d.name,
        Description: filled(d.description),
        Type: 'SERVICE_CONTROL_POLICY',
        Content: d.content,
        TargetIds: d.targets,
      }),
    },
  }),
  read: ({ properties: p }) => ({
    name: p.Name,
    description: p.Description ?? '',
    content: p.Content,
    targets: p.TargetIds ?? [],
  }),
}
