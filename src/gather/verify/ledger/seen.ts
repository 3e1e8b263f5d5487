import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeAtomically } from '../../../effects.ts'
import { type Cell, ledgerPaths } from './paths.ts'

/** What was read of objects in buckets, by URI and mark (`markOf`): a run that was killed, or is repeated, does not read them again. */
export interface Seen<T> {
  readonly get: (uri: string, mark: string | null) => T | undefined
  readonly add: (uri: string, mark: string | null, value: T) => void
  /** Writes what was added. */
  readonly flush: () => Promise<void>
}

/** So many lines are lost at most when a run is killed. */
const AT_ONCE = 20

interface Line {
  readonly uri: string
  readonly mark: string
  readonly value: unknown
}

const lineOf = (text: string): Line | undefined => {
  try {
    const line: unknown = JSON.parse(text)
    const isLine =
      typeof line === 'object' &&
      line !== null &&
      'uri' in line &&
      'mark' in line &&
      'value' in line
    return isLine ? (line as Line) : undefined
  } catch {
    return undefined // the last line of a run that was killed
  }
}

/**
 * Opens the memory of a cell. Objects without a mark are never remembered. `accept` turns what stands in the file into
 * what was remembered, or gives `undefined`.
 */
export const openSeen = async <T>(
  workspace: string,
  cell: Cell,
  accept: (value: unknown) => T | undefined,
): Promise<Seen<T>> => {
  const path = ledgerPaths(workspace).seen(cell)
  const known = new Map<string, { readonly mark: string; readonly value: T }>()
  const text = await readFile(path, 'utf8').catch(() => '')
  const lines = text.split('\n')
  for (const line of lines) {
    const read = line === '' ? undefined : lineOf(line)
    const value = read === undefined ? undefined : accept(read.value)
    if (read !== undefined && value !== undefined) known.set(read.uri, { mark: read.mark, value })
  }
  const isStale = lines.length > 2 * known.size + AT_ONCE
  if (text !== '' && (isStale || !text.endsWith('\n'))) await writeAtomically(path, linesOf(known))
  let pending: string[] = []
  let writing = Promise.resolve()
  const flush = () => {
    const lines = pending.join('')
    pending = []
    if (lines === '') return writing
    writing = writing.then(async () => {
      await mkdir(dirname(path), { recursive: true })
      await appendFile(path, lines)
    })
    return writing
  }
  return {
    get: (uri, mark) => {
      const found = known.get(uri)
      return found !== undefined && found.mark === mark ? found.value : undefined
    },
    add: (uri, mark, value) => {
      if (mark === null) return
      known.set(uri, { mark, value })
      pending.push(`${JSON.stringify({ uri, mark, value })}\n`)
      if (pending.length >= AT_ONCE) flush().catch(() => undefined)
    },
    flush,
  }
}

const linesOf = (known: ReadonlyMap<string, { mark: string; value: unknown }>): string =>
  [...known].map(([uri, { mark, value }]) => `${JSON.stringify({ uri, mark, value })}\n`).join('')
