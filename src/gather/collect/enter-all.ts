import { isKnown } from '../../model/observed.ts'
import { allOf } from './all-of.ts'
import type { Collection } from './collection.ts'
import { engine } from './engine-calls.ts'
import { enter } from './enter.ts'
import type { Part } from './merge/merge.ts'
import type { StepProgress } from './step.ts'
import type { Target } from './targets.ts'

const gotIn = ({ fragment }: Part): boolean =>
  fragment.accounts?.every((a) => isKnown(a.reached)) === true &&
  fragment.regions?.every((r) => isKnown(r.regions)) === true

/** Enters every account. A refusal is not kept for the next try: a role may have been made since. */
export const enterAll = async (
  targets: readonly Target[],
  collection: Collection,
  onProgress: (progress: StepProgress) => void,
): Promise<readonly Part[]> => {
  const { concurrency, journal, clock, region, engineAsks } = collection
  let done = 0
  const one = async (target: Target): Promise<Part> => {
    const { account } = target
    const id = { probe: engine.id, account, region }
    const earlier = await journal.read(id)
    const part = earlier ?? (await enter(target, engineAsks(account), clock.now))
    if (earlier === undefined && gotIn(part)) await journal.write(id, part)
    done += 1
    onProgress({ done, total: targets.length, probe: engine.id, account, region, left: null })
    return part
  }
  return allOf(targets, concurrency, one)
}
