import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'

let bytes = 0
for (const path of (workerData as { paths: readonly string[] }).paths) {
  const content = gunzipSync(readFileSync(path))
  createHash('sha256').update(content).digest('hex')
  bytes += content.length
}
parentPort?.postMessage(bytes)
