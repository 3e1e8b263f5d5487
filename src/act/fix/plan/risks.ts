import type { DesiredKind } from '../../../model/desired.ts'
import type { Choice, Step } from '../../../model/plan.ts'
import { DEFAULT_EXPECTATIONS } from '../../../reason/assess/expectations.ts'

const has = (steps: readonly Step[], ...kinds: readonly DesiredKind[]): boolean =>
  steps.some((s) => s.desired.some((d) => kinds.includes(d.kind)))

/** Somebody wants logs to be kept for less than the checks ask for: it is done for what is new, and said. */
const shortRetention = (choices: readonly Choice[]): readonly string[] => {
  const days = Number(choices.find((c) => c.id === 'retention-days')?.value)
  const asked = DEFAULT_EXPECTATIONS.retentionDays
  return days < asked
    ? [
        `Logs are to be kept for ${days} days, and ${asked} are asked for: a break-in that is noticed later than that has left no log, and no finding of log-retention-too-short is closed.`,
      ]
    : []
}

/**
 * Object lock on a bucket that is there: facts/aws.md does not say whether AWS takes it, so that no step asks for it.
 */
const unlocked = (steps: readonly Step[]): readonly string[] => {
  const buckets = steps.flatMap((s) =>
    s.phase === 'buckets'
      ? s.desired.flatMap((d) =>
          d.kind === 'bucket' && d.state === 'existing' && d.objectLock === undefined
            ? [d.name]
            : [],
        )
      : [],
  )
  return buckets.length === 0
    ? []
    : [
        `The plan cannot lock the objects of buckets that are there (${[...new Set(buckets)].join(', ')}): whether AWS lets object lock be turned on there is not known to it, and only new buckets get it. Until then who may delete versions can delete logs.`,
      ]
}

/** What holds for the plan as a whole, whatever its steps are. */
export const planRisks = (
  steps: readonly Step[],
  choices: readonly Choice[],
): readonly string[] => [
  ...shortRetention(choices),
  ...unlocked(steps),
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
