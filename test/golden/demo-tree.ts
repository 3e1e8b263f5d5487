import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Every file below a folder, by its path, sorted. */
export const filesOf = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((e) => e.isFile())
    .map((e) => relative(root, join(e.parentPath, e.name)))
    .sort()
}

export const plain = (path: string, bytes: Buffer): string =>
  (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')

/** Hash of all paths and uncompressed contents: zlib differs between builds. */
export const treeHash = async (root: string): Promise<string> => {
  const hash = createHash('sha256')
  for (const path of await filesOf(root)) {
    const bytes = await readFile(join(root, path))
    hash.update(`${path}\n`).update(plain(path, bytes))
  }
  return hash.digest('hex')
}

/** A log file's place in CloudTrail's layout, and its text. */
export interface Log {
  readonly path: string
  readonly bucket: string
  readonly account: string
  readonly region: string
  readonly content: string
}

const LAYOUT =
  /^s3\/([a-z0-9-]+)\/(?:[a-z]+\/)?AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/\2_CloudTrail_\3_\4\5\6T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/

/** Log files one by one, so that only one is held at a time. */
export async function* logsOf(root: string): AsyncGenerator<Log> {
  for (const path of await filesOf(root)) {
    if (!path.includes('/CloudTrail/')) continue
    const m = LAYOUT.exec(path)
    if (m === null) throw new Error(`not in CloudTrail's layout: ${path}`)
    const content = plain(path, await readFile(join(root, path)))
    yield { path, bucket: m[1] ?? '', account: m[2] ?? '', region: m[3] ?? '', content }
  }
}

/** The values of a member that has the same name everywhere in a text. */
export const valuesOf = (content: string, member: string): string[] =>
  [...content.matchAll(new RegExp(`"${member}":"([^"]*)"`, 'g'))].map((m) => m[1] ?? '')
