import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'

/** Opening a pipe does not wait for a writer then, so that it can be asked what it is. */
export const TO_READ = constants.O_RDONLY | constants.O_NONBLOCK

/** Someone may have put a pipe or a device in the place of a file: reading that may never end. Throws. */
export const regularOnly = (path: string, found: Stats): Stats => {
  if (!found.isFile()) throw new Error(`${path} is no regular file`)
  return found
}

/** The bytes of a regular file. Throws what the system throws, and for anything else. */
export const readRegularNow = (path: string): Buffer => {
  const file = openSync(path, TO_READ)
  try {
    const { size } = regularOnly(path, fstatSync(file))
    const bytes = Buffer.allocUnsafeSlow(size)
    let at = 0
    while (at < size) {
      const read = readSync(file, bytes, at, size - at, at)
      if (read === 0) break
      at += read
    }
    return bytes.subarray(0, at)
  } finally {
    closeSync(file)
  }
}
