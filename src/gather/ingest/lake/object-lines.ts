import { closeSync, openSync, readSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checksumIn, nameWith, newChecksum } from './checksum.ts'
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

/** The lines of a file, some at a time. Throws at its end where it is not what its name says. */
const linesOf = function* (path: string): Generator<string[]> {
  let rest: Buffer = Buffer.alloc(0)
  const checksum = newChecksum()
  for (const piece of piecesOf(path)) {
    checksum.add(piece)
    const bytes: Buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const end = bytes.lastIndexOf(NEWLINE)
    if (end > 0) yield bytes.toString('utf8', 0, end).split('\n')
    rest = bytes.subarray(end + 1)
  }
  if (rest.length > 0) yield [rest.toString('utf8')]
  const named = checksumIn(path)
  if (named !== undefined && named !== checksum.digest()) throw new Error('its checksum is wrong')
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

/** Writes lines, some at a time, as a whole file or nothing, synced; returns its name, which holds their checksum. */
export const writeLines = async (
  paths: LakePaths,
  step: string,
  pieces: AsyncIterable<readonly string[]>,
): Promise<string> => {
  await mkdir(paths.objects, { recursive: true })
  const temporary = join(paths.objects, `${step}.${process.pid}.tmp`)
  const checksum = newChecksum()
  try {
    const file = await open(temporary, 'w')
    try {
      for await (const lines of pieces) {
        const text = lines.map((line) => `${line}\n`).join('')
        checksum.add(text)
        await file.appendFile(text)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    const name = nameWith(step, checksum.digest())
    await rename(temporary, join(paths.objects, name))
    return name
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
