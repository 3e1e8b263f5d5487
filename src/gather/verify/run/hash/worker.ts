import { parentPort } from 'node:worker_threads'
import { hashNow, parseNow } from './hash.ts'
import type { HashTask } from './task.ts'

parentPort?.on('message', (tasks: readonly HashTask[]) => {
  parentPort?.postMessage(
    tasks.map((task) => (task.isDigest === true ? parseNow(task) : hashNow(task))),
  )
})
