import { WholetrailError } from '../../../model/error.ts'
import type { IngestOptions } from '../../../model/ingest.ts'
import type { Completeness } from '../../../model/manifest.ts'
import { claimOfKey } from '../../objects/key.ts'
import { connect, type S3, type S3Object } from './s3-client.ts'
import { layoutsBelow, walkLayout } from './s3-walk.ts'
import type { Source, Wanted } from './source.ts'
import { daysWanted, isWanted } from './wanted.ts'

/** Classes whose objects must be restored before they can be read. */
const archived: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE'])

const reasons: Readonly<Record<string, string>> = {
  AccessDenied: 'access denied',
  InvalidObjectState: 'archived: restore it first',
  NoSuchKey: 'gone since it was listed',
}

/**
 * What a finished listing proves (R16): every log file delivered below this prefix until the listing
 * began, for the days looked at.
 */
const listed = (bucket: string, prefix: string, wanted: Wanted): Completeness[] => {
  const { from, to } = daysWanted(wanted)
  const accounts = wanted.accounts.length === 0 ? ['*'] : wanted.accounts
  const regions = wanted.regions.length === 0 ? ['*'] : wanted.regions
  return accounts.flatMap((account) =>
    regions.map((region) => ({
      bucket,
      prefix,
      account,
      region,
      from: from ?? 0,
      to: Math.min(to ?? wanted.now, wanted.now),
      level: 'listed' as const,
      at: wanted.now,
    })),
  )
}

/** Every layout below the prefix; where there is none, every object, of which nothing is known. */
const search = async (
  s3: S3,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  wanted: Wanted,
  found: (object: S3Object) => void,
): Promise<readonly Completeness[]> => {
  const isInside = /^((?:.*\/)?AWSLogs\/)./.test(prefix)
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
  const layouts = isInside ? [] : await layoutsBelow(s3, folder)
  if (layouts.length === 0) await s3.below(prefix, found)
  for (const layout of layouts) await walkLayout(s3, layout, wanted, found)
  return layouts.flatMap((layout) => listed(bucket, layout.replace(/\/?AWSLogs\/$/, ''), wanted))
}

/**
 * Log files in a bucket, `s3://bucket/prefix`, read through the SDK. What cannot be read is rejected with
 * its reason and leaves a hole (R19). Throws `aws` when the bucket cannot be listed.
 */
export const s3 = async (name: string, wanted: Wanted, options: IngestOptions): Promise<Source> => {
  const m = /^s3:\/\/([^/]+)\/?(.*)$/.exec(name)
  if (m === null) throw new WholetrailError('usage', `not a bucket: ${name}`)
  const [, bucket = '', prefix = ''] = m
  const client = await connect(bucket, options)
  return {
    list: async (found) => {
      const completeness = await search(client, { bucket, prefix }, wanted, (object) => {
        const claim = claimOfKey(object.key)
        if (!isWanted(claim, wanted)) return
        const uri = `s3://${bucket}/${object.key}`
        const { bytes, etag, storageClass } = object
        const place = { bucket, prefix: claim.before }
        const kept = archived.has(storageClass) ? { archived: true as const } : {}
        found({ uri, source: name, bytes, etag, claim, ...place, ...kept })
      })
      return { completeness }
    },
    read: async ({ uri, claim, ...object }) => {
      if (claim.kind !== undefined && claim.kind !== 'log' && claim.kind !== 'network-activity')
        return { stored: new Uint8Array(0) } // set aside by its name: not worth a request
      if (object.archived) return { unreadable: 'archived: restore it first' }
      try {
        return { stored: await client.get(uri.slice(`s3://${bucket}/`.length)) }
      } catch (error) {
        const { name: code, message } = error as Error
        return { unreadable: reasons[code] ?? `cannot be read: ${code}: ${message}` }
      }
    },
  }
}
