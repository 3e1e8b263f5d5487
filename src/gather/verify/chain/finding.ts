import type { Interval } from '../../../model/time.ts'
import type { ExplainingEvent, FileHashes } from '../../../model/verification.ts'
import type { ProblemKind } from '../problems/kind.ts'

/** One thing found wrong, before equal ones are joined to a problem. */
export interface Finding {
  readonly kind: ProblemKind
  readonly when: Interval
  /** What it is about: `digest`, `log file`; `null` where `about` is a whole sentence. */
  readonly noun: 'digest' | 'log file' | null
  /** What is wrong with it, without its name. */
  readonly about: string
  /** URIs. */
  readonly objects: readonly string[]
  readonly by: ExplainingEvent | null
  /** Of a log file that is not what its digest names. */
  readonly hashes?: FileHashes | null
}

export const uriOf = (name: { readonly bucket: string; readonly key: string }): string =>
  `s3://${name.bucket}/${name.key}`
