import { isKnown } from '../../../model/observed.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import { accountsOf } from '../../../reason/assess/places.ts'
import { judgeBy } from '../../../reason/assess/recording/judge.ts'
import type { Recorder } from '../../../reason/assess/recording/recorder.ts'
import { recordersAt } from '../../../reason/assess/recording/recorders.ts'
import { selection } from '../../../reason/assess/recording/selected.ts'
import { trailsOf } from '../../../reason/assess/recording/trail-index.ts'
import type { World } from '../../../reason/assess/world.ts'
import { effectiveSelectors } from '../../../reason/coverage/trails/from-snapshots.ts'
import { lackOf } from './as-good.ts'
import type { Why } from './proposal.ts'
import { selectsAlone } from './selects-alone.ts'

/** Names of those that keep recording what a trail that goes would. */
export interface Needless {
  readonly keepers: readonly string[]
}

/** What a trail may select that others do not select in the same words, and those that do. */
interface Alone {
  readonly scope: Scope
  readonly repeaters: readonly Recorder[]
}

const aloneBeside = (selectors: Selectors, others: readonly Recorder[]): Alone => {
  let left: Selectors | undefined = selectors
  const repeaters: Recorder[] = []
  for (const other of others) {
    if (left === undefined || other.selectors === undefined) continue
    const now = selectsAlone(left, other.selectors)
    if (now !== left) repeaters.push(other)
    left = now
  }
  return { scope: left === undefined ? { boxes: [] } : selection(left, 'may'), repeaters }
}

/**
 * Whether a trail can go: everything that it may select, in every place where it works, is surely recorded by others
 * that are on and deliver, that reach as far, and whose log is as good (`lackOf`). Otherwise why not. A doubt keeps the
 * trail. `today`: without what the plan makes.
 */
export const needless = (world: World, arn: string, today: World): Needless | Why => {
  const view = trailsOf(world).all.find((v) => v.arn.arn === arn)
  if (view === undefined) return { why: `${arn} is no trail of the snapshot` }
  const { name } = view.arn
  const selectors = effectiveSelectors(view.trail)
  if (selectors === undefined || !isKnown(view.trail.config))
    return { why: `What trail ${name} records was not read: it may be more than others have` }
  const { isOrganization, isMultiRegion } = view.trail.config.known
  const accounts = accountsOf(world).filter(
    (a) => a.account === view.arn.account || (isOrganization && a.member !== undefined),
  )
  if (accounts.length === 0) return { why: `Where trail ${name} works was not read` }
  const keepers = new Set<string>()
  const alone = new Map<string, Alone>()
  const lacks = new Map<string, string | undefined>()
  const lack = (id: string): string | undefined => {
    const stays = trailsOf(world).all.find((v) => v.arn.arn === id)
    const why =
      lacks.has(id) || stays === undefined ? lacks.get(id) : lackOf(world, view, stays, today)
    lacks.set(id, why)
    return why
  }
  for (const { account, enabled, regions } of accounts) {
    if (isMultiRegion && !isKnown(enabled))
      return {
        why: `Which regions account ${account} has was not read: trail ${name} may be needed there`,
      }
    for (const region of new Set([view.arn.region, ...(isMultiRegion ? regions : [])])) {
      const place = { account, region }
      const all = recordersAt(world, place).filter((r) => r.id !== arn && r.kind === 'trail')
      const others = all.filter((r) => lack(r.id) === undefined)
      const own = recordersAt(world, place).find((r) => r.id === arn)?.limits.key
      const sure = others.filter((r) => r.state === 'recording' && ['', own].includes(r.limits.key))
      const key = sure.map((r) => r.id).join()
      const { scope, repeaters } = alone.get(key) ?? aloneBeside(selectors, sure)
      alone.set(key, { scope, repeaters })
      const { status, left, by } = judgeBy(world, others, scope)
      const worse = all.find((r) => r.state === 'recording' && lack(r.id) !== undefined)
      if (scope.boxes.length > 0 && status !== 'covered' && worse !== undefined)
        return {
          why: `Trail ${name} stays until the other is as good: ${lack(worse.id)}`,
          instead: `Mend ${worse.name}, collect again and plan again`,
        }
      if (scope.boxes.length > 0 && status !== 'covered')
        return {
          why: `Trail ${name} alone may record ${left[0] ?? 'something'} in ${region} of ${account}: move that to the other trail first`,
        }
      for (const recorder of [...repeaters, ...by]) keepers.add(recorder.name)
    }
  }
  return { keepers: [...keepers] }
}
