import type { TrailConfig } from '../../../model/snapshot.ts'

/** Where a trail delivers: all that a log file's key tells of its trail (R18). */
export interface Location {
  readonly bucket: string
  readonly prefix: string
}

/** A prefix without slashes at its ends; `''` for none. */
export const cleanPrefix = (prefix: string): string => prefix.replace(/^\/+|\/+$/g, '')

export const locationOf = (config: TrailConfig): Location => ({
  bucket: config.s3Bucket,
  prefix: cleanPrefix(config.s3Prefix),
})

export const sameLocation = (a: Location, b: Location): boolean =>
  a.bucket === b.bucket && a.prefix === b.prefix

export const locationKey = (location: Location): string => `${location.bucket}/${location.prefix}`

/** For people: `s3://bucket/prefix`. */
export const locationUri = ({ bucket, prefix }: Location): string =>
  prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`

/** Where a copy of an event was delivered: one account and region, or `*` for all that are not named anywhere. */
export interface Cell {
  readonly account: string
  readonly region: string
}

export const ANY = '*'

export const cellKey = (cell: Cell): string => `${cell.account} ${cell.region}`
