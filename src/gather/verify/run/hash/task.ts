import type { DigestBody } from '../../digest/parse.ts'
import type { Unreadable } from '../../store/store.ts'

/** An object to be hashed: its bytes, or a local file that is read where it is hashed. */
export interface HashTask {
  /** A digest is parsed as well. */
  readonly isDigest?: boolean
  readonly from: { readonly stored: Uint8Array } | { readonly path: string }
  /** Bytes, uncompressed. */
  readonly limit: number
}

/** SHA-256 of what an object holds, hex, and the bytes after its first gzip member. */
export type Hashed =
  | { readonly status: 'hashed'; readonly sha256: string; readonly trailing: number }
  | { readonly status: 'malformed'; readonly detail: string }
  | Unreadable

export interface Hasher {
  readonly hash: (task: HashTask) => Promise<Hashed>
  readonly parse: (task: HashTask) => Promise<DigestBody | Unreadable>
  readonly close: () => Promise<void>
}
