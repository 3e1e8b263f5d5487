import { parentPort } from 'node:worker_threads'
import { hashNow } from './hash.ts'
import type { HashTask } from './task.ts'

parentPort?.on('message', (tasks: readonly HashTask[]) => {
  parentPort?.postMessage(tasks.map(hashNow))
})
