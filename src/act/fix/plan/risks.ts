import type { DesiredKind } from '../../../model/desired.ts'
import type { Step } from '../../../model/plan.ts'

const has = (steps: readonly Step[], ...kinds: readonly DesiredKind[]): boolean =>
  steps.some((s) => s.desired.some((d) => kinds.includes(d.kind)))

/** What holds for the plan as a whole, whatever its steps are. */
export const planRisks = (steps: readonly Step[]): readonly string[] => [
  ...(steps.length === 0
    ? []
    : [
        'The plan stands on the snapshot: what was changed since it was collected is not in it. Collect again before you begin.',
      ]),
  ...(has(steps, 'trail')
    ? [
        'Nothing is recorded backwards: what was blind before the step stays blind.',
        'Declared selectors replace the whole list of a trail: each list in the plan is complete.',
      ]
    : []),
  ...(steps.some((s) => s.desired.some((d) => d.state === 'existing'))
    ? [
        'What is there already is imported, or changed by commands: a template that creates it anew fails or replaces it.',
      ]
    : []),
  ...(has(steps, 'retired-trail')
    ? [
        'A trail is stopped only when its step says so, and deleted only after the other was seen to record: files that lie in its bucket stay there.',
      ]
    : []),
]
