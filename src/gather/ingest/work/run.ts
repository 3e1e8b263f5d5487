import type { Seen } from '../lake/seen.ts'
import { openPool, type Shredder } from './pool.ts'
import type { Ask, Batch, BatchResult, Job, Listed } from './task.ts'

const BATCH_OBJECTS = 2000
/** How much larger than its gzip file a log is. */
const GZIP_RATIO = 12

const expectedBytes = ({ uri, bytes }: Listed): number =>
  uri.endsWith('.gz') ? bytes * GZIP_RATIO : bytes

/** Objects by day and place, so that a batch has few days and its rows are sorted already. */
export const inOrder = (objects: readonly Listed[]): Listed[] => {
  const key = ({ claim, uri }: Listed) =>
    [claim.day ?? 0, claim.account ?? '', claim.region ?? '', claim.named ?? 0, uri] as const
  const keyed = objects.map((object) => ({ object, key: key(object) }))
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
  keyed.sort((a, b) => {
    for (let i = 0; i < a.key.length; i++) {
      const order = compare(a.key[i] ?? '', b.key[i] ?? '')
      if (order !== 0) return order
    }
    return 0
  })
  return keyed.map((k) => k.object)
}

/** A run of at least so many batches ends with smaller ones. */
const LONG_RUN = 8

/**
 * Cuts objects into batches by size: the same objects always the same way. The last ones of a long run
 * are smaller, so that no thread has long to do when the others have ended.
 */
export const cut = (objects: readonly Listed[], firstId: number, batchBytes: number): Job[][] => {
  const batches: Job[][] = []
  let left = objects.reduce((sum, object) => sum + expectedBytes(object), 0)
  const isLong = left >= LONG_RUN * batchBytes
  let most = batchBytes
  let size = Number.POSITIVE_INFINITY
  objects.forEach((object, i) => {
    const last = batches.at(-1)
    const more = expectedBytes(object)
    if (last === undefined || size + more > most || last.length >= BATCH_OBJECTS) {
      if (isLong) most = Math.max(batchBytes / 2, Math.min(batchBytes, left / 4))
      batches.push([{ ...object, id: firstId + i }])
      size = more
    } else {
      last.push({ ...object, id: firstId + i })
      size += more
    }
    left -= more
  })
  return batches
}

/** Threads load for half a second what they need: not worth it for fewer uncompressed bytes than this. */
const SMALL_RUN = 4_000_000

const isSmall = (batches: readonly (readonly Job[])[]): boolean => {
  const [only = [], ...more] = batches
  return more.length === 0 && only.reduce((sum, job) => sum + expectedBytes(job), 0) < SMALL_RUN
}

export interface Work {
  readonly root: string
  readonly limit: number
  readonly threads: number
  readonly batches: readonly (readonly Job[])[]
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
  const asking = gates(batches.length)
  const committing = gates(batches.length)
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
    for (let i = number; i < batches.length; i++) {
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
    while (next < batches.length && !signal.aborted && !failed) {
      const number = next++
      try {
        const jobs = await Promise.all((batches[number] ?? []).map(work.fetch))
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
  const pool = openPool(isSmall(batches) ? 0 : Math.min(work.threads, batches.length))
  try {
    await Promise.all(pool.shredders.map(shred))
  } finally {
    await pool.close()
  }
  if (failed) throw failure
}
