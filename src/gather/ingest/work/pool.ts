import { Worker } from 'node:worker_threads'
import type { Ask, Batch, BatchResult } from './task.ts'
import type { FromWorker, ToWorker } from './worker.ts'

/** One who runs batches, one at a time. */
export interface Shredder {
  readonly run: (batch: Batch, ask: Ask) => Promise<BatchResult>
  readonly close: () => Promise<void>
}

interface Running {
  readonly ask: Ask
  readonly resolve: (result: BatchResult) => void
  readonly reject: (error: unknown) => void
}

/** What shredding leaves behind dies young: with room for it V8 need not clean up several times in each file. */
const YOUNG_MEGABYTES = 64

const inThread = (entry: URL): Shredder => {
  const worker = new Worker(entry, {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  const send = (message: ToWorker) => worker.postMessage(message)
  let running: Running | undefined
  const end = (): Running | undefined => {
    const ended = running
    running = undefined
    return ended
  }
  worker.on('error', (error) => end()?.reject(error))
  worker.on('message', (message: FromWorker) => {
    if ('result' in message) end()?.resolve(message.result)
    else if ('failed' in message) end()?.reject(message.failed)
    else
      running?.ask(message.asked).then(
        (known) => send({ known }),
        (error) => end()?.reject(error),
      )
  })
  return {
    run: (batch, ask) =>
      new Promise((resolve, reject) => {
        running = { ask, resolve, reject }
        send({ batch })
      }),
    close: async () => void (await worker.terminate()),
  }
}

/** What shreds is loaded where it runs, and no sooner: the main thread has no use for it. */
const inProcess = (): Shredder => {
  const loaded = Promise.all([import('./batch.ts'), import('./rows.ts')])
  const ready = loaded.then(([{ runBatch }, { emptyRows }]) => ({ runBatch, rows: emptyRows() }))
  return {
    run: async (batch, ask) => {
      const { runBatch, rows } = await ready
      return runBatch(batch, ask, rows)
    },
    close: async () => undefined,
  }
}

/**
 * Threads that shred. From sources that are not compiled (tests run the TypeScript itself) a thread has
 * nothing to load, so the one shredder works in this process.
 */
export const shredders = (count: number): readonly Shredder[] => {
  const entry = new URL('./worker.js', import.meta.url)
  return import.meta.url.endsWith('.ts')
    ? [inProcess()]
    : Array.from({ length: count }, () => inThread(entry))
}
