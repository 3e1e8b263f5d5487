import { SECOND } from '../../../../model/time.ts'

/**
 * What tells an object from any other of its name, and from itself put again: the same bytes with other metadata have the
 * same ETag, and a digest's signature is metadata. In whole seconds, which is what a read tells of the time; `null` where
 * S3 does not tell it all.
 */
export const markOf = (
  etag: string | undefined,
  modified: Date | undefined,
  bytes: number,
): string | null => {
  if (etag === undefined || modified === undefined) return null
  const seconds = Math.floor((modified.getTime() * 1000) / SECOND)
  return `${etag.replace(/^"|"$/g, '')} ${seconds} ${bytes}`
}
