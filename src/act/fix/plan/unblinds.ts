import { groupBy } from '../../../model/group-by.ts'
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

interface Line extends Gain {
  readonly account: string
  readonly region: string
}

const linesOf = (
  before: World,
  then: World,
  makers: ReadonlyMap<string, string>,
): readonly Line[] =>
  accountsOf(then).flatMap(({ account, regions }) => {
    const gains = regions.flatMap((region) => {
      const gain = gainAt(before, then, { account, region }, makers)
      return gain === undefined ? [] : [{ ...gain, region }]
    })
    return [...groupBy(gains, (g) => g.texts.join('\n')).values()].flatMap((same): Line[] =>
      same.slice(0, 1).map(({ texts }) => ({
        account,
        region: same.length === regions.length ? 'any' : same.map((g) => g.region).join(', '),
        texts,
        by: same.flatMap((g) => g.by),
      })),
    )
  })

/**
 * What is surely recorded when the plan is done and surely was not before. Regions of an account that gain the same are
 * one line, and so are accounts: `any` where that is all of them.
 */
export const unblindsOf = (
  snapshot: Snapshot,
  planned: Snapshot,
  steps: readonly Step[],
  now: Instant,
): readonly Unblinded[] => {
  const makers = changed(steps, snapshot.partition)
  if (makers.size === 0) return []
  const then = worldOf(planned, now)
  const lines = linesOf(worldOf(snapshot, now), then, makers)
  const all = accountsOf(then).length
  return [...groupBy(lines, (l) => `${l.region}\n${l.texts.join('\n')}`).values()].flatMap(
    (same): Unblinded[] =>
      same.slice(0, 1).map(({ region, texts }) => ({
        account: same.length === all ? 'any' : same.map((l) => l.account).join(', '),
        region,
        scope: texts.slice(0, SHOWN),
        more: Math.max(0, texts.length - SHOWN),
        steps: [...new Set(same.flatMap((l) => l.by))],
      })),
  )
}
