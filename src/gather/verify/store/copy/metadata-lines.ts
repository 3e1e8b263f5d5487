import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { groupBy } from '../../../../model/group-by.ts'
import { claimOfKey } from '../../../objects/key.ts'
import { type Line, lineOf } from './metadata-line.ts'

/** Bytes of a file that are lines of one account and region. */
interface Run {
  readonly file: string
  readonly from: number
  to: number
}

const cellOf = (key: string): string => {
  const { account, region } = claimOfKey(key)
  return `${account ?? ''} ${region ?? ''}`
}

const KEY = /"[kK]ey"\s*:\s*"([^"\\]*)"/

const NEWLINE = 10

/** Which bytes of a file hold the lines of which account and region: the lines themselves may not fit in memory. */
const runsOf = async (file: string, runs: Map<string, Run[]>): Promise<void> => {
  let rest = Buffer.alloc(0)
  let at = 0
  const note = (line: Buffer) => {
    const cell = cellOf(KEY.exec(line.toString())?.[1] ?? '')
    const of = runs.get(cell) ?? []
    runs.set(cell, of)
    const last = of.at(-1)
    if (last !== undefined && last.file === file && last.to === at) last.to += line.length + 1
    else of.push({ file, from: at, to: at + line.length + 1 })
    at += line.length + 1
  }
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      note(bytes.subarray(start, end))
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (rest.length > 0) note(rest)
}

/** The lines of some runs of one file. */
const readRuns = async (file: string, runs: readonly Run[]): Promise<readonly Line[]> => {
  const handle = await open(file)
  try {
    const lines: Line[] = []
    for (const { from, to } of runs) {
      const bytes = Buffer.alloc(to - from)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
      for (const text of bytes.toString('utf8', 0, bytesRead).split('\n')) {
        const line = text === '' ? undefined : lineOf(text, file)
        if (line !== undefined) lines.push(line)
      }
    }
    return lines
  } finally {
    await handle.close()
  }
}

/** Cells whose lines are kept in memory. */
const KEPT = 8

/**
 * Metadata of objects by key, out of files of lines; read once for where what is, then by account and region. A file that
 * cannot be read is told to `unseen`.
 */
export const metadataLines = (
  files: readonly string[],
  unseen: (sentence: string) => void = () => undefined,
) => {
  const runs = new Map<string, Run[]>()
  const kept = new Map<string, Promise<ReadonlyMap<string, readonly Line[]>>>()
  let indexed: Promise<unknown> | undefined
  const load = async (cell: string): Promise<ReadonlyMap<string, readonly Line[]>> => {
    const perFile = groupBy(runs.get(cell) ?? [], (run) => run.file)
    const lines = [...perFile].map(([file, own]) => readRuns(file, own))
    return groupBy((await Promise.all(lines)).flat(), (line) => line.key)
  }
  const index = (file: string) =>
    runsOf(file, runs).catch((error: NodeJS.ErrnoException) =>
      unseen(`cannot read the metadata in ${file}: ${error.code ?? error.message}`),
    )
  return async (name: { readonly bucket: string; readonly key: string }) => {
    indexed ??= Promise.all(files.map(index))
    await indexed
    const cell = cellOf(name.key)
    const lines = kept.get(cell) ?? load(cell)
    kept.delete(cell)
    kept.set(cell, lines)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    const found = (await lines).get(name.key)
    return (found?.find((line) => line.bucket === name.bucket) ?? found?.[0])?.metadata
  }
}
