import { partitionOfRegion } from '../../../../../model/regions.ts'
import { isList, isMap } from '../../../../../reason/templates/values.ts'
import { filled, given } from '../../given.ts'
import type { Kind } from '../kind.ts'

/** `AWS::Events::Rule`. */
export const eventRule: Kind<'event-rule'> = {
  kind: 'event-rule',
  type: 'AWS::Events::Rule',
  print: (d) => ({
    '': {
      Type: 'AWS::Events::Rule',
      Properties: given({
        Name: d.name,
        Description: filled(d.description),
        EventBusName: d.bus,
        EventPattern: d.pattern,
        State: d.isEnabled ? 'ENABLED' : 'DISABLED',
        Targets: d.targets.map((Arn, i) => ({ Id: `target${i + 1}`, Arn })),
      }),
    },
  }),
  adopt: (d) => {
    const path = d.bus === 'default' ? d.name : `${d.bus}/${d.name}`
    const arn = `arn:${partitionOfRegion(d.region)}:events:${d.region}:${d.account}:rule/${path}`
    return {
      identifier: { Arn: arn },
      least: { Name: d.name, EventBusName: d.bus, EventPattern: d.pattern },
    }
  },
  read: ({ properties: p }) => ({
    name: p.Name,
    description: p.Description ?? '',
    bus: p.EventBusName ?? 'default',
    pattern: p.EventPattern,
    isEnabled: p.State !== 'DISABLED',
    targets: isList(p.Targets) ? p.Targets.filter(isMap).map((t) => t.Arn) : [],
  }),
}
