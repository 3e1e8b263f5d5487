import pLimit from 'p-limit'
import type { CollectProgress } from '../../model/collect.ts'
import { isKnown } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Clock } from '../aws/clock.ts'
import { type Run, type RunContext, type RunResult, runProbe } from './run.ts'

export type StepProgress = Pick<
  CollectProgress,
  'done' | 'total' | 'probe' | 'account' | 'region' | 'left'
>

/** How many runs that were answered from AWS, and since when: what the time left is told by. */
const leftOf = (elapsed: number, asked: number, rest: number): number | null =>
  asked === 0 ? null : Math.round((elapsed / asked) * rest)

/**
 * All runs of one step, so many at once, in no order. The first error that stops all stops those that have not begun, and
 * is thrown when those under way have ended.
 */
export const runStep = async (
  runs: readonly Run[],
  found: Snapshot,
  context: RunContext & { readonly clock: Clock; readonly concurrency: number },
  onProgress: (progress: StepProgress) => void,
): Promise<readonly RunResult[]> => {
  const limit = pLimit(context.concurrency)
  const started = context.clock.now()
  let done = 0
  let reused = 0
  let stopped = false
  const one = async (run: Run): Promise<RunResult | undefined> => {
    if (stopped) return undefined
    try {
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
    } catch (error) {
      stopped = true
      throw error
    }
  }
  const ended = await Promise.allSettled(runs.map((run) => limit(() => one(run))))
  const broken = ended.find((e) => e.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  return ended.flatMap((e) => (e.status === 'fulfilled' && e.value !== undefined ? [e.value] : []))
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
