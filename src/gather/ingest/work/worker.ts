import { parentPort } from 'node:worker_threads'
import type { Asked } from '../lake/seen.ts'
import { runBatch } from './batch.ts'
import { emptyRows } from './rows.ts'
import type { Batch, BatchResult } from './task.ts'

export type ToWorker = { readonly batch: Batch } | { readonly known: Uint8Array }
export type FromWorker =
  | { readonly asked: Asked }
  | { readonly result: BatchResult }
  | { readonly failed: unknown }

const port = parentPort
if (port !== null) {
  const rows = emptyRows()
  let answer: (known: Uint8Array) => void = () => undefined
  const send = (message: FromWorker) => port.postMessage(message)
  const ask = (asked: Asked) =>
    new Promise<Uint8Array>((resolve) => {
      answer = resolve
      send({ asked })
    })
  port.on('message', (message: ToWorker) => {
    if ('known' in message) answer(message.known)
    else
      runBatch(message.batch, ask, rows).then(
        (result) => send({ result }),
        (failed: unknown) => send({ failed }),
      )
  })
}
