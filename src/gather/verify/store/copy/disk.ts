import { readdir, readFile, stat } from 'node:fs'
import { promisify } from 'node:util'

/** The callback forms: for thousands of small files those with promises cost three times as much. */
export const disk = {
  stat: promisify(stat),
  readFile: (path: string) => promisify(readFile)(path),
  readText: (path: string) => promisify(readFile)(path, 'utf8'),
  entries: (path: string) => promisify(readdir)(path, { withFileTypes: true }),
} as const

/** What a copy keeps of an object beside it, as `aws s3api head-object` prints it: no object itself. */
export const SIDECAR = '.metadata.json'
