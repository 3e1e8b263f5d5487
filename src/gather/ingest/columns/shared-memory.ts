import type { ColumnBuffers, TableBuffers } from './buffers.ts'

type Part = Exclude<ColumnBuffers['data'], undefined>

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8

const bytesOf = ({ valid, offsets, data, items }: ColumnBuffers): number => {
  let total = items === undefined ? 0 : bytesOf(items)
  for (const part of [valid, offsets, data]) total += aligned(part?.byteLength ?? 0)
  return total
}

/** Left free before and after a table, for what an Arrow stream has there (ipc.ts). */
const HEAD = 65_536
const TAIL = 64

/**
 * Memory that two threads see. It is used again and again: fresh memory costs garbage. Tables lie in it as in the
 * body of an Arrow stream.
 */
export class SharedMemory {
  #memory = new SharedArrayBuffer(0)
  #used = 0

  /** Copies a table here, for another thread to read; good until the next call. */
  copy({ buffers, ...table }: TableBuffers): TableBuffers {
    const needed = HEAD + buffers.reduce((sum, column) => sum + bytesOf(column), 0) + TAIL
    if (needed > this.#memory.byteLength)
      this.#memory = new SharedArrayBuffer(aligned(needed * 1.2))
    this.#used = HEAD
    return { ...table, buffers: buffers.map((column) => this.#column(column)) }
  }

  #column({ valid, offsets, data, items, ...column }: ColumnBuffers): ColumnBuffers {
    return {
      ...column,
      valid: valid && this.#part(valid),
      offsets: offsets && this.#part(offsets),
      data: data && this.#part(data),
      items: items && this.#column(items),
    }
  }

  #part<T extends Part>(part: T): T {
    const at = this.#used
    this.#used += aligned(part.byteLength)
    const from = new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    new Uint8Array(this.#memory, at, part.byteLength).set(from)
    const view = part.constructor as new (memory: SharedArrayBuffer, at: number, n: number) => T
    return new view(this.#memory, at, part.length)
  }
}

/** A few memories that go round: who wants one waits until it is there. */
export class Memories {
  readonly #free: SharedMemory[]
  readonly #waiting: ((memory: SharedMemory) => void)[] = []

  constructor(count: number) {
    this.#free = Array.from({ length: count }, () => new SharedMemory())
  }

  take(): Promise<SharedMemory> {
    const memory = this.#free.pop()
    if (memory !== undefined) return Promise.resolve(memory)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  give(memory: SharedMemory): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free.push(memory)
    else next(memory)
  }
}
