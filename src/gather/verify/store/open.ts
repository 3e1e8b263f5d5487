import type { Asker } from './asker.ts'
import { openBucket } from './bucket/bucket.ts'
import { openCopy } from './copy/copy.ts'
import type { StoreOptions } from './options.ts'
import type { Store } from './store.ts'

/**
 * Opens `s3://bucket/prefix` or a folder. Throws `usage` for a name that is neither, `source-unreadable` for a folder that
 * cannot be read, `configuration` for a bucket with `--offline`; a bucket is first asked by `folders`.
 */
export const openStore = async (
  source: string,
  options: StoreOptions,
  asker: Asker,
): Promise<Store> =>
  /^s3:\/\//i.test(source) ? openBucket(source, options, asker) : openCopy(source, options)
