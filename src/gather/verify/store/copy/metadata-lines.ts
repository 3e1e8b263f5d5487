import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { claimOfKey } from '../../../objects/key.ts'

/** User metadata by lower-case name without `x-amz-meta-`. */
export type Metadata = Readonly<Record<string, string>>

/** Bytes of a file that are lines of one account and region. */
interface Run {
  readonly file: string
  readonly from: number
  to: number
}

export const normalized = (found: unknown): Metadata | undefined => {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase().replace(/^x-amz-meta-/, ''), value]] : [],
    ),
  )
}

interface Line {
  readonly bucket: string
  readonly key: string
  readonly metadata: Metadata
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/** `{"key": ..., "metadata": {...}}`, with or without `bucket`; a line that is anything else says nothing. */
const lineOf = (text: string, file: string): Line | undefined => {
  try {
    const line = JSON.parse(text) as Record<string, unknown>
    const key = textOf(line.key ?? line.Key)
    const metadata = normalized(line.metadata ?? line.Metadata)
    if (key === undefined || metadata === undefined) return undefined
    const bucket = textOf(line.bucket ?? line.Bucket) ?? basename(file).replace(/\.jsonl$/, '')
    return { bucket, key, metadata }
  } catch {
    return undefined
  }
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

const readRun = async ({ file, from, to }: Run): Promise<readonly Line[]> => {
  const handle = await open(file)
  try {
    const bytes = Buffer.alloc(to - from)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    return bytes
      .toString('utf8', 0, bytesRead)
      .split('\n')
      .flatMap((text) => (text === '' ? [] : (lineOf(text, file) ?? [])))
  } finally {
    await handle.close()
  }
}

/** Cells whose lines are kept in memory. */
const KEPT = 8

/** Metadata of objects by key, out of files of lines; read once for where what is, then by account and region. */
export const metadataLines = (files: readonly string[]) => {
  const runs = new Map<string, Run[]>()
  const kept = new Map<string, Promise<ReadonlyMap<string, readonly Line[]>>>()
  let indexed: Promise<unknown> | undefined
  const load = async (cell: string): Promise<ReadonlyMap<string, readonly Line[]>> => {
    const byKey = new Map<string, Line[]>()
    for (const run of runs.get(cell) ?? [])
      for (const line of await readRun(run)) {
        const lines = byKey.get(line.key) ?? []
        byKey.set(line.key, lines)
        lines.push(line)
      }
    return byKey
  }
  return async (name: { readonly bucket: string; readonly key: string }) => {
    indexed ??= Promise.all(files.map((file) => runsOf(file, runs)))
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
