import type { CollectProgress } from '../../model/collect.ts'
import { isKnown } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { allOf } from './all-of.ts'
import { type Run, type RunContext, type RunResult, runProbe } from './run.ts'

export type StepProgress = Pick<
  CollectProgress,
  'done' | 'total' | 'probe' | 'account' | 'region' | 'left'
>

/** How many runs that were answered from AWS, and since when: what the time left is told by. */
const leftOf = (elapsed: number, asked: number, rest: number): number | null =>
  asked === 0 ? null : Math.round((elapsed / asked) * rest)

/** All runs of one step, so many at once, in no order. Throws what stops all. */
export const runStep = (
  runs: readonly Run[],
  found: Snapshot,
  context: RunContext & { readonly concurrency: number },
  onProgress: (progress: StepProgress) => void,
): Promise<readonly RunResult[]> => {
  const started = context.clock.now()
  let done = 0
  let reused = 0
  return allOf(runs, context.concurrency, async (run) => {
    const result = await runProbe(run, found, context)
    done += 1
    if (result.isReused) reused += 1
    onProgress({
      done,
      total: runs.length,
      probe: run.probe.id,
      account: run.holder.account,
      region: run.region,
      left: leftOf(context.clock.now() - started, done - reused, runs.length - done),
    })
    return result
  })
}

/** The organisation answers in one account: each is asked until one does, the caller's own first. */
export const runUntilKnown = async (
  runs: readonly Run[],
  found: Snapshot,
  context: RunContext,
): Promise<readonly RunResult[]> => {
  const results: RunResult[] = []
  for (const run of runs) {
    const result = await runProbe(run, found, context)
    results.push(result)
    const { organization } = result.part.fragment
    if (organization !== undefined && isKnown(organization)) break
  }
  return results
}
