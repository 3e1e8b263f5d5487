import type { Step, Unblinded } from '../../../model/plan.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { accountsOf } from '../../../reason/assess/places.ts'
import { judgeBy } from '../../../reason/assess/recording/judge.ts'
import type { Recorder } from '../../../reason/assess/recording/recorder.ts'
import { recordersAt } from '../../../reason/assess/recording/recorders.ts'
import { selection } from '../../../reason/assess/recording/selected.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { trailArn } from '../after/trail.ts'

const SHOWN = 50

/** Steps that make or change the trails of a plan, by ARN. */
const changed = (steps: readonly Step[], partition: string): ReadonlyMap<string, string> =>
  new Map(
    steps.flatMap((step) =>
      step.desired.flatMap((d): [string, string][] =>
        d.kind === 'trail' ? [[trailArn(partition, d), step.id]] : [],
      ),
    ),
  )

/** What a recorder surely selects, but where a place takes something away from it: better too little than too much. */
const selects = ({ selectors, limits }: Recorder) =>
  selectors === undefined || limits.key !== '' ? [] : selection(selectors, 'must').boxes

interface Gain {
  readonly texts: readonly string[]
  readonly by: readonly string[]
}

const gainAt = (
  before: World,
  then: World,
  place: { account: string; region: string },
  steps: ReadonlyMap<string, string>,
): Gain | undefined => {
  const on = recordersAt(then, place).filter((r) => r.state === 'recording' && steps.has(r.id))
  const boxes = on.flatMap(selects)
  if (boxes.length === 0) return undefined
  const { status, left } = judgeBy(before, recordersAt(before, place), { boxes })
  return status === 'missed'
    ? { texts: [...left].sort(), by: on.flatMap((r) => steps.get(r.id) ?? []) }
    : undefined
}

/**
 * What is surely recorded when the plan is done and surely was not before, place by place: regions of an account that
 * gain the same are one line, `any` where that is all of them.
 */
export const unblindsOf = (
  snapshot: Snapshot,
  planned: Snapshot,
  steps: readonly Step[],
  now: Instant,
): readonly Unblinded[] => {
  const makers = changed(steps, snapshot.partition)
  if (makers.size === 0) return []
  const before = worldOf(snapshot, now)
  const then = worldOf(planned, now)
  return accountsOf(then).flatMap(({ account, regions }) => {
    const gains = new Map<string, Gain & { readonly regions: string[] }>()
    for (const region of regions) {
      const gain = gainAt(before, then, { account, region }, makers)
      if (gain === undefined) continue
      const key = gain.texts.join('\n')
      const had = gains.get(key)
      if (had === undefined) gains.set(key, { ...gain, regions: [region] })
      else had.regions.push(region)
    }
    return [...gains.values()].map((gain) => ({
      account,
      region: gain.regions.length === regions.length ? 'any' : gain.regions.join(', '),
      scope: gain.texts.slice(0, SHOWN),
      more: Math.max(0, gain.texts.length - SHOWN),
      steps: [...new Set(gain.by)],
    }))
  })
}
