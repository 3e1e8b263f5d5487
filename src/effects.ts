import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Instant } from './model/time.ts'

/** Where a command writes and what it knows of its surroundings: the only door to the world. */
export interface Effects {
  /** Now, in microseconds since 1970. */
  readonly now: () => Instant
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The result, and nothing else. */
  readonly stdout: (text: string) => void
  /** Progress, warnings and narration. */
  readonly stderr: (text: string) => void
  readonly terminal: {
    readonly stdout: boolean
    readonly stderr: boolean
    readonly columns: number
  }
  /** Aborted by Ctrl-C: long work finishes what it holds and stops. */
  readonly signal: AbortSignal
}

/** The real world. */
export const realEffects = (signal: AbortSignal): Effects => ({
  now: () => Date.now() * 1000,
  cwd: process.cwd(),
  env: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  terminal: {
    stdout: process.stdout.isTTY === true,
    stderr: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 100,
  },
  signal,
})

/** Of this process, so that two writers of one file do not share a temporary name. */
let writes = 0

/** Writes a whole file or nothing: to a temporary name beside it, then renamed. */
export const writeAtomically = async (
  path: string,
  content: string | Uint8Array,
): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  writes += 1
  const temporary = `${path}.${process.pid}-${writes}.tmp`
  try {
    await writeFile(temporary, content, { flush: true })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

export const readText = (path: string): Promise<string> => readFile(path, 'utf8')
