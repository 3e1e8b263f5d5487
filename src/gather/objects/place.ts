import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { isGzip } from './gzip.ts'

/** Which bucket and prefix the copy of a log layout came from; null: not known. */
export interface Place {
  readonly bucket: string | null
  readonly prefix: string | null
}

const BUCKET = /^(?=.{3,63}$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/

/** Names that people give to folders, and that say nothing of a bucket. */
const everyday: ReadonlySet<string> = new Set([
  'aws',
  'backup',
  'bucket',
  'cloudtrail',
  'copy',
  'data',
  'download',
  'downloads',
  'evidence',
  'input',
  'log',
  'logs',
  's3',
  'source',
  'tmp',
  'trail',
  'trails',
])

/**
 * The place of a layout by the folders above `AWSLogs/`: the first that may be a bucket is taken for
 * it, and what follows for the prefix. `folders` are those inside the source, or, when there are none,
 * the source's own name. A bucket that the user names wins.
 */
export const placeOfFolders = (
  folders: readonly string[],
  own: string,
  bucket: string | undefined,
): Place => {
  if (bucket !== undefined) {
    const at = folders.indexOf(bucket)
    return { bucket, prefix: folders.slice(at + 1).join('/') }
  }
  const candidates = folders.length === 0 ? [own] : folders
  const at = candidates.findIndex((name) => BUCKET.test(name) && !everyday.has(name))
  if (at < 0) return { bucket: null, prefix: null }
  return { bucket: candidates[at] ?? null, prefix: candidates.slice(at + 1).join('/') }
}

/** The place that a digest file states of itself: its bucket, and its key up to AWSLogs/. */
export const placeOfDigest = async (path: string): Promise<Place | undefined> => {
  try {
    const stored = await readFile(path)
    const text = (
      isGzip(stored) ? gunzipSync(stored, { maxOutputLength: 50_000_000 }) : stored
    ).toString()
    const { digestS3Bucket, digestS3Object } = JSON.parse(text)
    const before = /^(?:(.*)\/)?AWSLogs\//.exec(digestS3Object)
    return before !== null && typeof digestS3Bucket === 'string'
      ? { bucket: digestS3Bucket, prefix: before[1] ?? '' }
      : undefined
  } catch {
    return undefined
  }
}
