import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Asked } from '../lake/seen.ts'
import { runBatch } from './batch.ts'
import { emptyRows } from './rows.ts'
import { scribeBehind } from './scribe-port.ts'
import type { Batch, BatchResult } from './task.ts'

/** What a thread that shreds is started with. */
export interface ShredderData {
  readonly scribe: MessagePort
}

export type ToWorker = { readonly batch: Batch } | { readonly known: Uint8Array }
export type FromWorker =
  | { readonly asked: Asked }
  /** The next batch may come; this one's files are still being written. */
  | { readonly shredded: number }
  | { readonly number: number; readonly result: BatchResult }
  | { readonly number: number; readonly failed: unknown }

const port = parentPort
if (port !== null) {
  const scribe = scribeBehind((workerData as ShredderData).scribe)
  const rows = emptyRows()
  let answer: (known: Uint8Array) => void = () => undefined
  const send = (message: FromWorker) => port.postMessage(message)
  const ask = (asked: Asked) =>
    new Promise<Uint8Array>((resolve) => {
      answer = resolve
      send({ asked })
    })
  const run = (batch: Batch) => {
    const { number } = batch
    runBatch(batch, ask, scribe, rows, () => send({ shredded: number })).then(
      (result) => send({ number, result }),
      (failed: unknown) => send({ number, failed }),
    )
  }
  port.on('message', (message: ToWorker) => {
    if ('known' in message) answer(message.known)
    else run(message.batch)
  })
}
