import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { TableBuffers } from '../columns/buffers.ts'
import { toParquet } from '../columns/parquet.ts'

/** One who writes rows as Parquet files, while others go on. */
export interface Scribe {
  /**
   * Once it resolves, the rows may be changed. `bytes`: of the file, once it is on disk and synced.
   * The path is absolute.
   */
  readonly write: (path: string, rows: TableBuffers) => Promise<{ readonly bytes: Promise<number> }>
}

const writeSynced = async (path: string, bytes: Uint8Array): Promise<number> => {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  return bytes.length
}

/** A scribe in the thread that asks. */
export const scribe: Scribe = {
  write: async (path, rows) => ({ bytes: writeSynced(path, toParquet(rows)) }),
}
