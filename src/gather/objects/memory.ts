/** Bytes that stand free after a file in memory: where canonical text is put together. */
export const SCRATCH = 1 << 20

let memory = new Uint8Array(0)

/** Memory for a file of so many bytes, with room after it; it is the same at each call, and for one file at a time. */
export const memoryFor = (length: number): Uint8Array => {
  const needed = length + SCRATCH
  if (memory.length < needed) memory = new Uint8Array(needed + 4_000_000)
  return memory
}

/** The file's bytes with room after them: where they are if that is possible, else a copy. */
export const withRoom = (file: Uint8Array): Uint8Array => {
  if (file.buffer !== memory.buffer) {
    const copy = memoryFor(file.length)
    copy.set(file)
    return copy
  }
  if (file.byteOffset === 0 && file.length + SCRATCH <= memory.length) return memory
  // Whoever has the file must still find it as it was.
  const copy = new Uint8Array(file.length + SCRATCH)
  copy.set(file)
  return copy
}
