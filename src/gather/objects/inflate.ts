import { constants, createInflateRaw, inflateRawSync } from 'node:zlib'
import { memoryFor } from './memory.ts'

interface Inflated {
  readonly buffer: Buffer
  /** Bytes of the input that were needed. */
  readonly used: number
}

/** What zlib's engines have in Node 20 to 24, and promise to nobody. */
interface Engine {
  readonly bytesWritten: number
  _chunkSize: number
  _outBuffer: Buffer
  readonly _processChunk: (bytes: Uint8Array, flush: number) => Buffer
}

const isEngine = (engine: object): engine is Engine =>
  '_chunkSize' in engine && '_outBuffer' in engine && '_processChunk' in engine

/**
 * Raw deflate data up to its end. What comes out is in memory that the next call uses again (fresh
 * megabytes for each file cost more than inflating does), if `expected` bytes are enough for it.
 * Throws the errors of `inflateRawSync`.
 */
export const inflate = (bytes: Uint8Array, expected: number, limit: number): Inflated => {
  const chunkSize = Math.max(64, Math.min(limit, expected))
  const engine: object = createInflateRaw({ chunkSize: 64, maxOutputLength: limit })
  if (isEngine(engine)) {
    engine._chunkSize = chunkSize
    engine._outBuffer = Buffer.from(memoryFor(chunkSize).buffer, 0, chunkSize)
    const buffer = engine._processChunk(bytes, constants.Z_FINISH)
    return { buffer, used: engine.bytesWritten }
  }
  const options = { info: true, chunkSize, maxOutputLength: limit }
  const inflated = inflateRawSync(bytes, options) as unknown as {
    readonly buffer: Buffer
    readonly engine: { readonly bytesWritten: number }
  }
  return { buffer: inflated.buffer, used: inflated.engine.bytesWritten }
}
