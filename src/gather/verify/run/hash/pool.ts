import { Worker } from 'node:worker_threads'
import { hashNow, parseNow } from './hash.ts'
import type { Hasher, HashTask } from './task.ts'

interface Waiting {
  readonly task: HashTask
  /** With what the kind of task comes to. */
  readonly resolve: (result: never) => void
  readonly reject: (error: unknown) => void
}

/** Small files are handed over together: a message costs as much as hashing a few kilobytes. */
const IN_A_MESSAGE = 64
/** Messages that a thread has before it, so that it never waits for the next. */
const AHEAD = 2

/** Memory that is the file's own goes to the thread; a part of a larger piece is copied. */
const handedOver = ({ from }: HashTask): ArrayBuffer[] => {
  if ('path' in from) return []
  const { buffer, byteLength } = from.stored
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

interface Thread {
  readonly worker: Worker
  readonly sent: (readonly Waiting[])[]
}

const inThreads = (count: number, entry: URL): Hasher => {
  const queue: Waiting[] = []
  const failAll = (error: unknown) => {
    for (const { reject } of [...threads.flatMap((t) => t.sent.flat()), ...queue]) reject(error)
    queue.length = 0
  }
  const feed = (thread: Thread) => {
    while (thread.sent.length < AHEAD && queue.length > 0) {
      const share = Math.ceil(queue.length / (count * AHEAD))
      const waiting = queue.splice(0, Math.min(IN_A_MESSAGE, share))
      thread.sent.push(waiting)
      const tasks = waiting.map((w) => w.task)
      thread.worker.postMessage(tasks, tasks.flatMap(handedOver))
    }
  }
  const threads = Array.from({ length: count }, (): Thread => {
    const thread: Thread = { worker: new Worker(entry), sent: [] }
    thread.worker.on('message', (results: readonly never[]) => {
      const done = thread.sent.shift() ?? []
      feed(thread)
      for (const [i, { resolve }] of done.entries()) {
        const one = results[i]
        if (one !== undefined) resolve(one)
      }
    })
    thread.worker.on('error', failAll)
    return thread
  })
  const ask = <T>(task: HashTask): Promise<T> =>
    new Promise((resolve, reject) => {
      queue.push({ task, resolve, reject })
      for (const thread of threads) feed(thread)
    })
  return {
    hash: (task) => ask(task),
    parse: (task) => ask({ ...task, isDigest: true }),
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}

/**
 * Hashes on several threads. From sources that are not compiled (tests run the TypeScript itself) a thread has nothing to
 * load, so it is done in this one.
 */
export const openHasher = (count: number): Hasher =>
  import.meta.url.endsWith('.ts')
    ? {
        hash: async (task) => hashNow(task),
        parse: async (task) => parseNow(task),
        close: async () => undefined,
      }
    : inThreads(count, new URL('./worker.js', import.meta.url))
