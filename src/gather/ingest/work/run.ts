import type { Seen } from '../lake/seen.ts'
import type { Batches } from './cut.ts'
import { openPool, type Shredder } from './pool.ts'
import type { Ask, Batch, BatchResult, Job } from './task.ts'

export interface Work {
  readonly root: string
  readonly limit: number
  readonly threads: number
  readonly batches: Batches
  readonly seen: Seen
  /** Fetches what is no local file. */
  readonly fetch: (job: Job) => Promise<Job>
  /** Called once for each batch, in order. */
  readonly commit: (result: BatchResult) => Promise<void>
  readonly signal: AbortSignal
}

/** A gate for each batch: opened when it is through, and batches go through in order. */
const gates = (count: number) => {
  const open: (() => void)[] = []
  const through = Array.from({ length: count + 1 }, (_, i) =>
    i === 0 ? Promise.resolve() : new Promise<void>((resolve) => (open[i] = resolve)),
  )
  return {
    /** Resolves when every batch before number `i` (from 0) is through. */
    reached: (i: number): Promise<void> => through[i] as Promise<void>,
    pass: (i: number): void => open[i + 1]?.(),
  }
}

/**
 * Runs batches on several threads. What is asked of `seen`, and what is committed, goes in the order of
 * the batches, so that a run that was killed and resumed ends with the same lake as one that was not.
 * Stops after the running batches when aborted.
 */
export const runBatches = async (work: Work): Promise<void> => {
  const { batches, seen, root, limit, signal } = work
  const asking = gates(batches.count)
  const committing = gates(batches.count)
  let failure: unknown
  let failed = false
  let next = 0

  const askFor =
    (number: number): Ask =>
    async ({ hashes, hours, last }) => {
      await asking.reached(number)
      const known = await seen.add({ hashes, hours }, number)
      if (last) asking.pass(number)
      return known
    }
  const fail = (number: number, error: unknown) => {
    if (!failed) failure = error
    failed = true
    // Let whoever waits behind go on and find out.
    for (let i = number; i < batches.count; i++) {
      asking.pass(i)
      committing.pass(i)
    }
  }
  const commit = async (number: number, result: Promise<BatchResult>) => {
    const done = await result
    await committing.reached(number)
    if (failed) return
    await work.commit(done)
    seen.forget(number)
    committing.pass(number)
  }
  const shred = async (shredder: Shredder) => {
    const commits: Promise<void>[] = []
    while (next < batches.count && !signal.aborted && !failed) {
      const number = next++
      try {
        const jobs = await Promise.all(batches.jobs(number).map(work.fetch))
        const batch: Batch = { number, root, limit, jobs }
        const { shredded, result } = shredder.run(batch, askFor(number))
        commits.push(commit(number, result).catch((error) => fail(number, error)))
        await Promise.race([shredded, result])
      } catch (error) {
        fail(number, error)
      }
    }
    await Promise.all(commits)
  }
  const pool = openPool(batches.isSmall ? 0 : Math.min(work.threads, batches.count))
  try {
    await Promise.all(pool.shredders.map(shred))
  } finally {
    await pool.close()
  }
  if (failed) throw failure
}
