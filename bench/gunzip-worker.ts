import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'

let bytes = 0
for (const path of (workerData as { paths: readonly string[] }).paths)
  bytes += gunzipSync(readFileSync(path)).length
parentPort?.postMessage(bytes)
