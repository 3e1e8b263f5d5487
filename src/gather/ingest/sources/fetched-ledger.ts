import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../../../effects.ts'
import type { Interval } from '../../../model/time.ts'

/** A file of events that was fetched: its name in the folder, and how it is recognised. */
export interface FetchedFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** A time of which everything was fetched. */
export interface FetchedRange extends Interval {
  /** When asking began. */
  readonly at: number
  readonly files: readonly FetchedFile[]
}

interface LedgerFile {
  readonly version: 1
  readonly ranges: readonly FetchedRange[]
}

const LEDGER = 'fetched.json'

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

const isThere = async (folder: string, file: FetchedFile): Promise<boolean> => {
  const bytes = await readFile(join(folder, file.name)).catch(() => undefined)
  return bytes !== undefined && sha256(bytes) === file.sha256
}

/** What is said to be fetched and still is: a range with a file that is gone or altered does not count. */
export const readLedger = async (folder: string): Promise<readonly FetchedRange[]> => {
  const text = await readFile(join(folder, LEDGER), 'utf8').catch(() => undefined)
  if (text === undefined) return []
  const { version, ranges } = JSON.parse(text) as LedgerFile
  if (version !== 1) return []
  const whole = await Promise.all(
    ranges.map(async (range) => {
      for (const file of range.files) if (!(await isThere(folder, file))) return []
      return [range]
    }),
  )
  return whole.flat()
}

/** Writes the ledger whole: the cursor from which a rerun goes on. */
export const writeLedger = async (
  folder: string,
  ranges: readonly FetchedRange[],
): Promise<void> => {
  const file: LedgerFile = { version: 1, ranges }
  await writeAtomically(join(folder, LEDGER), `${JSON.stringify(file, null, 2)}\n`)
}

/** Writes one file of events; it counts once the ledger names it. */
export const writeFetched = async (
  folder: string,
  name: string,
  text: string,
): Promise<FetchedFile> => {
  await writeAtomically(join(folder, name), text)
  return { name, bytes: Buffer.byteLength(text), sha256: sha256(text) }
}
