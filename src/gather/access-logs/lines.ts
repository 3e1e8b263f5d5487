import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** No record is longer: a key has 1,024 bytes, a request line and headers 8 kB each. */
const MAX_LINE = 1 << 16

const openFile = (path: string, isGzip: boolean): Readable => {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  if (!isGzip) return file
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  return file.pipe(gunzip)
}

/** The lines of a text file, gzipped or not, in pieces; a line that is too long comes cut off, which makes it no record. */
export async function* linesOf(path: string): AsyncGenerator<readonly string[]> {
  let rest = ''
  for await (const chunk of openFile(path, path.endsWith('.gz'))) {
    const lines = (rest + (chunk as Buffer).toString('latin1')).split('\n')
    rest = (lines.pop() ?? '').slice(0, MAX_LINE)
    yield lines
  }
  if (rest !== '') yield [rest]
}
