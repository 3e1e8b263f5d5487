import { type MessagePort, parentPort } from 'node:worker_threads'
import { scribe } from './scribe.ts'
import type { FromScribe, ToScribe } from './scribe-port.ts'

/** One port for each thread that shreds. */
const serve = (port: MessagePort): void => {
  const send = (message: FromScribe) => port.postMessage(message)
  port.on('message', ({ id, path, rows }: ToScribe) => {
    const writing = scribe.write(path, rows).then(({ file }) => file)
    writing.then(
      (file) => send({ id, file }),
      (failed: unknown) => send({ id, failed }),
    )
  })
}

parentPort?.on('message', serve)
