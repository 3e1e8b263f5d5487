import type { ObjectName } from '../../../model/digest.ts'
import type { FoundDigest } from './found.ts'

export const fileNameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

const LAYOUT =
  /(?:^|\/)AWSLogs\/(?:(o-[a-z0-9]{4,32})\/)?\d{12}\/CloudTrail-Digest\/[^/]+\/\d{4}\/\d\d\/\d\d\/[^/]+$/

/** The organisation in whose folder a key lies, `null` outside of any; `undefined` where it is in no such layout. */
export const organizationIn = (key: string): string | null | undefined => {
  const m = LAYOUT.exec(key)
  return m === null ? undefined : (m[1] ?? null)
}

/** The organisation in whose folder a digest was found; `undefined` in a copy that kept no folders. */
export const organizationAround = ({ uri, object }: FoundDigest): string | null | undefined =>
  organizationIn(uri.startsWith('s3://') ? object.key : uri.replaceAll('\\', '/'))

/**
 * Whether a digest lies where `name` says. In a copy only the file's name counts: folders are whatever whoever copied
 * them called them (it names account, region, trail and time).
 */
export const liesAt = (found: FoundDigest, name: ObjectName): boolean =>
  found.uri.startsWith('s3://')
    ? found.object.bucket === name.bucket && found.object.key === name.key
    : fileNameOf(found.object.key) === fileNameOf(name.key)

/** A digest's place as `liesAt` compares it: `bucket/key`, or in a copy the file's name. */
export const placeIn = ({ uri, object }: FoundDigest): string =>
  uri.startsWith('s3://') ? `${object.bucket}/${object.key}` : fileNameOf(object.key)
