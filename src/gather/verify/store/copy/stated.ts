import { gunzipSync } from 'node:zlib'
import { isGzip } from '../../../objects/gzip.ts'
import { claimOfKey } from '../../../objects/key.ts'
import { disk } from './disk.ts'

/** Where a copy came from: a bucket, what stands before `AWSLogs/`, and for loose files the organisation. */
export interface Origin {
  readonly bucket: string
  readonly prefix: string
  readonly organization: string | null
}

const MOST_BYTES = 50_000_000

/** The origin that a digest file states of itself; `undefined` for what is no digest. Nothing of it is believed yet. */
export const statedBy = async (path: string): Promise<Origin | undefined> => {
  try {
    const stored = await disk.readAtMost(path, MOST_BYTES)
    if (typeof stored === 'number') return undefined
    const text = isGzip(stored) ? gunzipSync(stored, { maxOutputLength: MOST_BYTES }) : stored
    const { digestS3Bucket, digestS3Object } = JSON.parse(text.toString()) as Record<
      string,
      unknown
    >
    if (typeof digestS3Bucket !== 'string' || typeof digestS3Object !== 'string') return undefined
    const { before, organization } = claimOfKey(digestS3Object)
    return before === null ? undefined : { bucket: digestS3Bucket, prefix: before, organization }
  } catch {
    return undefined
  }
}

/** What most of some digests state: one that was put there from elsewhere does not decide. */
export const statedByMost = async (paths: readonly string[]): Promise<Origin | undefined> => {
  const votes = new Map<string, { origin: Origin; count: number }>()
  for (const origin of await Promise.all(paths.map(statedBy))) {
    if (origin === undefined) continue
    const key = JSON.stringify([origin.bucket, origin.prefix, origin.organization])
    const vote = votes.get(key) ?? { origin, count: 0 }
    vote.count += 1
    votes.set(key, vote)
  }
  return [...votes.values()].sort((a, b) => b.count - a.count)[0]?.origin
}
