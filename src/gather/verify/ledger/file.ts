import { type FileHandle, open } from 'node:fs/promises'
import { writeAtomically } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import { groupBy } from '../../../model/group-by.ts'
import { DAY, type Instant, type Interval } from '../../../model/time.ts'
import {
  type Entry,
  headerSchema,
  type LedgerChain,
  type LedgerDay,
  type LedgerHeader,
  pack,
  unpack,
} from './entry.ts'
import type { Cell } from './paths.ts'
import { entriesIn, type Run, runsOf } from './runs.ts'

export interface CellLedger {
  readonly chains: readonly LedgerChain[]
  readonly entries: readonly Entry[]
}

export interface CellRuns {
  readonly chains: readonly LedgerChain[]
  readonly runs: readonly Run[]
}

const dayOf = (at: Instant): number => Math.floor(at / DAY)

const byTime = (a: Entry, b: Entry): number => a.from - b.from || a.to - b.to

/** One line a day, so that a question about a day reads a day. */
export const writeCellFile = async (
  path: string,
  { account, region }: Cell,
  { chains, entries }: CellLedger,
): Promise<void> => {
  const sorted = entries.toSorted(byTime)
  const lines: string[] = []
  const days: LedgerDay[] = []
  let offset = 0
  for (const [day, own] of groupBy(sorted, (e) => dayOf(e.from))) {
    const line = `${JSON.stringify(runsOf(own).map(pack))}\n`
    const length = Buffer.byteLength(line)
    const reaches = own.reduce((most, e) => Math.max(most, e.to), 0)
    days.push({ day, reaches, offset, length })
    lines.push(line)
    offset += length
  }
  const header: LedgerHeader = {
    schema: 'wholetrail/ledger/1',
    account,
    region,
    chains: [...chains],
    days,
  }
  await writeAtomically(path, `${JSON.stringify(header)}\n${lines.join('')}`)
}

const damaged = (path: string, cause?: unknown): WholetrailError =>
  new WholetrailError('lake-damaged', `the ledger of digests cannot be read: ${path}`, {
    hint: 'delete the file and run wholetrail verify again',
    ...(cause === undefined ? {} : { cause }),
  })

/** Longer than the header of a year. */
const HEAD = 1 << 16

/** Bytes up to the end of the first line. */
const firstLine = async (file: FileHandle, path: string): Promise<Buffer> => {
  for (let size = HEAD; ; size *= 4) {
    const head = Buffer.alloc(size)
    const { bytesRead } = await file.read(head, 0, size, 0)
    const end = head.subarray(0, bytesRead).indexOf(10)
    if (end >= 0) return head.subarray(0, end)
    if (bytesRead < size) throw damaged(path)
  }
}

const readHeader = (path: string, line: Buffer): LedgerHeader => {
  try {
    return headerSchema.parse(JSON.parse(line.toString()))
  } catch (cause) {
    throw damaged(path, cause)
  }
}

const runsIn = (path: string, text: string): Run[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      let packed: unknown
      try {
        packed = JSON.parse(line)
      } catch (cause) {
        throw damaged(path, cause)
      }
      if (!Array.isArray(packed)) throw damaged(path)
      return packed.map((value: unknown) => {
        const run = unpack(value)
        if (run === undefined) throw damaged(path)
        return run
      })
    })

const opened = async (path: string): Promise<FileHandle | undefined> => {
  try {
    return await open(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw damaged(path, error)
  }
}

/** Whether a slot overlaps `[from, to)`; one of no length, a cut between two hours, belongs to those on either side. */
const touches = (e: Interval, from: Instant, to: Instant): boolean =>
  e.from === e.to ? e.from >= from && e.from <= to : e.to > from && e.from < to

/** What stands in the file of a cell on the days that `[from, to]` touches. Throws `lake-damaged`. */
export const readRuns = async (
  path: string,
  from: Instant = Number.NEGATIVE_INFINITY,
  to: Instant = Number.POSITIVE_INFINITY,
): Promise<CellRuns | undefined> => {
  const file = await opened(path)
  if (file === undefined) return undefined
  try {
    const line = await firstLine(file, path)
    const { chains, days } = readHeader(path, line)
    const wanted = days.filter((d) => d.reaches >= from && d.day * DAY <= to)
    const first = wanted[0]
    const last = wanted.at(-1)
    if (first === undefined || last === undefined) return { chains, runs: [] }
    const length = last.offset + last.length - first.offset
    const { bytesRead, buffer } = await file.read(
      Buffer.alloc(length),
      0,
      length,
      line.length + 1 + first.offset,
    )
    if (bytesRead < length) throw damaged(path)
    return { chains, runs: runsIn(path, buffer.toString()) }
  } finally {
    await file.close()
  }
}

/**
 * The chains of a cell and their slots that overlap `[from, to)`; `undefined` where nothing was verified. Throws
 * `lake-damaged`.
 */
export const readCellFile = async (
  path: string,
  from: Instant = Number.NEGATIVE_INFINITY,
  to: Instant = Number.POSITIVE_INFINITY,
): Promise<CellLedger | undefined> => {
  const found = await readRuns(path, from, to)
  if (found === undefined) return undefined
  const entries = found.runs.flatMap(entriesIn).filter((e) => touches(e, from, to))
  return { chains: found.chains, entries: entries.sort(byTime) }
}
