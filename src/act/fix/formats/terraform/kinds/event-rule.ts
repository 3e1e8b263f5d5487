import { filled } from '../../given.ts'
import { jsonIn, type Kind, resource } from '../kind.ts'

const RULE = 'aws_cloudwatch_event_rule'
const TARGET = 'aws_cloudwatch_event_target'

/** `aws_cloudwatch_event_rule` and its targets. */
export const eventRule: Kind<'event-rule'> = {
  kind: 'event-rule',
  types: [RULE],
  print: (d, label) => [
    resource(RULE, label, [
      ['name', d.name],
      ['description', filled(d.description)],
      ['event_bus_name', d.bus],
      ['event_pattern', { json: d.pattern }],
      ['state', d.isEnabled ? 'ENABLED' : 'DISABLED'],
    ]),
    ...d.targets.map((arn, i) =>
      resource(TARGET, `${label}_${i + 1}`, [
        ['rule', { names: `${RULE}.${label}.name` }],
        ['event_bus_name', d.bus],
        ['target_id', `target${i + 1}`],
        ['arn', arn],
      ]),
    ),
  ],
  adopt: { id: (d) => `${d.bus}/${d.name}`, ignore: ['tags', 'tags_all', 'role_arn'] },
  read: ({ first, numbered }) => {
    const rule = first(RULE)
    return {
      name: rule?.name,
      description: rule?.description ?? '',
      bus: rule?.event_bus_name ?? 'default',
      pattern: jsonIn(rule?.event_pattern),
      isEnabled: rule?.state !== 'DISABLED',
      targets: numbered(TARGET).map((t) => t.arn),
    }
  },
}
