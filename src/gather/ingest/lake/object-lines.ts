import { closeSync, openSync, readSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { damaged, type KnownObject } from './commit.ts'
import type { LakePaths } from './paths.ts'

const NEWLINE = 10

const PIECE = 1 << 18

/** The bytes of a file, some at a time. Most files are small: waiting for another thread would cost more than reading. */
const piecesOf = function* (path: string): Generator<Buffer> {
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(PIECE)
      const count = readSync(file, buffer, 0, PIECE, null)
      if (count === 0) return
      yield buffer.subarray(0, count)
    }
  } finally {
    closeSync(file)
  }
}

/** The lines of a file, some at a time. */
const linesOf = function* (path: string): Generator<string[]> {
  let rest: Buffer = Buffer.alloc(0)
  for (const piece of piecesOf(path)) {
    const bytes: Buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const end = bytes.lastIndexOf(NEWLINE)
    if (end > 0) yield bytes.toString('utf8', 0, end).split('\n')
    rest = bytes.subarray(end + 1)
  }
  if (rest.length > 0) yield [rest.toString('utf8')]
}

/** An object with its line in the lake. */
export interface ObjectLine {
  readonly line: string
  readonly object: KnownObject
}

/** The objects in some files of `objects/`, in order, a few hundred at a time. Throws `lake-damaged`. */
export const objectLines = async function* (
  paths: LakePaths,
  names: readonly string[],
): AsyncGenerator<readonly ObjectLine[]> {
  for (const name of names)
    try {
      for (const lines of linesOf(join(paths.objects, name)))
        yield lines.map((line) => ({ line, object: JSON.parse(line) as KnownObject }))
    } catch (error) {
      throw damaged(name, error)
    }
}

/** Writes lines, some at a time, as a whole file or nothing, synced. */
export const writeLines = async (
  path: string,
  pieces: AsyncIterable<readonly string[]>,
): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'w')
    try {
      for await (const lines of pieces)
        if (lines.length > 0) await file.appendFile(`${lines.join('\n')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
