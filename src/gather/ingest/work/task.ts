import type { KeyClaim } from '../../objects/key.ts'
import type { EventFile, KnownObject, SightingFile } from '../lake/commit.ts'
import type { Asked } from '../lake/seen.ts'

/** An object that a source lists, before it is read. */
export interface Listed {
  readonly uri: string
  /** Path of a local file, which is its uri; undefined when the source must be asked for the bytes. */
  readonly path?: string
  readonly source: string
  readonly bytes: number
  /** ETag where the source states one. */
  readonly etag: string | null
  readonly claim: KeyClaim
  readonly bucket: string | null
  readonly prefix: string | null
  /** It must be restored before it can be read. */
  readonly archived?: true
}

/** An object with its number and, where it is not a local file, its bytes or why they cannot be had. */
export interface Job extends Listed {
  readonly id: number
  readonly stored?: Uint8Array
  readonly unreadable?: string
}

/** Some objects that go into the lake in one step. */
export interface Batch {
  readonly number: number
  readonly root: string // the lake
  readonly limit: number // bytes of an uncompressed object
  readonly jobs: readonly Job[]
}

/** What a batch came to. Its Parquet files are written and synced, and not yet seen by anyone. */
export interface BatchResult {
  readonly objects: readonly KnownObject[]
  readonly events: readonly EventFile[]
  readonly sightings: readonly SightingFile[]
  readonly unknownKeys: Readonly<Record<string, number>>
  readonly uncompressed: number
  readonly read: number
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
}

/** Asks which of some events the lake has already; the answer marks them as seen. */
export type Ask = (asked: Asked) => Promise<Uint8Array>
