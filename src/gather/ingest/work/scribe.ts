import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type FilterPlaces, withFilters } from '../bloom/in-file.ts'
import { filtersOf } from '../bloom/names.ts'
import type { TableBuffers } from '../columns/buffers.ts'
import { toParquet } from '../columns/parquet.ts'

/** A file that is on disk and synced. */
export interface Written {
  readonly bytes: number
  /** Of events. */
  readonly filters?: FilterPlaces
}

/** One who writes rows as Parquet files, while others go on. */
export interface Scribe {
  /** Once it resolves, the rows may be changed, and the file is on its way. The path is absolute. */
  readonly write: (path: string, rows: TableBuffers) => Promise<{ readonly file: Promise<Written> }>
}

const writeSynced = async (path: string, pieces: readonly Uint8Array[]): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'wx')
  try {
    for (const piece of pieces) await file.writeFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

const piecesOf = (rows: TableBuffers) => {
  const file = toParquet(rows)
  const filters = filtersOf(rows)
  if (filters === undefined) return { pieces: [file] }
  const { pieces, places } = withFilters(file, filters)
  return { pieces, filters: places }
}

/** A scribe in the thread that asks. */
export const scribe: Scribe = {
  write: async (path, rows) => {
    const { pieces, ...filters } = piecesOf(rows)
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    return { file: writeSynced(path, pieces).then(() => ({ bytes, ...filters })) }
  },
}
