import { Worker } from 'node:worker_threads'
import { runBatch } from './batch.ts'
import { emptyRows } from './rows.ts'
import type { Ask, Batch, BatchResult } from './task.ts'
import type { FromWorker, ToWorker } from './worker.ts'

/** One who runs batches, one at a time. */
export interface Shredder {
  readonly run: (batch: Batch, ask: Ask) => Promise<BatchResult>
  readonly close: () => Promise<void>
}

const inThread = (entry: URL): Shredder => {
  const worker = new Worker(entry)
  worker.unref()
  const send = (message: ToWorker) => worker.postMessage(message)
  return {
    run: (batch, ask) =>
      new Promise((resolve, reject) => {
        const done = () => {
          worker.unref()
          worker.removeAllListeners()
        }
        worker.ref()
        worker.on('error', (error) => {
          done()
          reject(error)
        })
        worker.on('message', (message: FromWorker) => {
          if ('asked' in message) {
            ask(message.asked).then(
              (known) => send({ known }),
              (error) => {
                done()
                reject(error)
              },
            )
          } else {
            done()
            if ('result' in message) resolve(message.result)
            else reject(message.failed)
          }
        })
        send({ batch })
      }),
    close: async () => void (await worker.terminate()),
  }
}

const inProcess = (): Shredder => {
  const rows = emptyRows()
  return { run: (batch, ask) => runBatch(batch, ask, rows), close: async () => undefined }
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
