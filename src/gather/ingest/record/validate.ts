/**
 * A strict JSON reader (RFC 8259) over bytes that are known to be UTF-8. It accepts exactly what
 * JSON.parse accepts and builds nothing, so that a file of any size is checked in little memory.
 */

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 48 && c <= 57

/** The first byte at or after `from` that is no white space. */
export const skipSpace = (bytes: Uint8Array, from: number): number => {
  let i = from
  for (;;) {
    const c = bytes[i]
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return i
    i++
  }
}

const isHex = (c: number | undefined): boolean =>
  isDigit(c) || (c !== undefined && (c | 32) >= 97 && (c | 32) <= 102)

const ESCAPES = new Set([...'"\\/bfnrt'].map((c) => c.charCodeAt(0)))

const endOfEscape = (bytes: Uint8Array, at: number): number => {
  const c = bytes[at + 1]
  if (c === 117) {
    for (let k = 2; k < 6; k++) if (!isHex(bytes[at + k])) return -1
    return at + 6
  }
  return c !== undefined && ESCAPES.has(c) ? at + 2 : -1
}

/** Where the string that begins at `from` ends, or -1. */
export const endOfString = (bytes: Uint8Array, from: number): number => {
  if (bytes[from] !== 34) return -1
  let i = from + 1
  for (;;) {
    const c = bytes[i]
    if (c === 34) return i + 1
    if (c === undefined || c < 32) return -1
    if (c === 92) {
      i = endOfEscape(bytes, i)
      if (i < 0) return -1
    } else i++
  }
}

const skipDigits = (bytes: Uint8Array, from: number): number => {
  let i = from
  while (isDigit(bytes[i])) i++
  return i
}

/** Where the number that begins at `from` ends, or -1. */
export const endOfNumber = (bytes: Uint8Array, from: number): number => {
  let i = bytes[from] === 45 ? from + 1 : from
  if (!isDigit(bytes[i])) return -1
  i = bytes[i] === 48 ? i + 1 : skipDigits(bytes, i)
  if (bytes[i] === 46) {
    if (!isDigit(bytes[i + 1])) return -1
    i = skipDigits(bytes, i + 1)
  }
  if (bytes[i] === 101 || bytes[i] === 69) {
    i++
    if (bytes[i] === 43 || bytes[i] === 45) i++
    if (!isDigit(bytes[i])) return -1
    i = skipDigits(bytes, i)
  }
  return i
}

const literals = ['true', 'false', 'null'].map((word) => [...Buffer.from(word)])

const endOfLiteral = (bytes: Uint8Array, from: number): number => {
  const word = literals.find((w) => w[0] === bytes[from])
  return word?.every((c, k) => bytes[from + k] === c) === true ? from + word.length : -1
}

/** Where the string, number or literal that begins at `from` ends, or -1. */
export const endOfScalar = (bytes: Uint8Array, from: number): number => {
  const c = bytes[from]
  if (c === 34) return endOfString(bytes, from)
  return c === 45 || isDigit(c) ? endOfNumber(bytes, from) : endOfLiteral(bytes, from)
}

/** After a key and its colon; -1 where there is none. */
const afterKey = (bytes: Uint8Array, from: number): number => {
  const end = endOfString(bytes, skipSpace(bytes, from))
  if (end < 0) return -1
  const colon = skipSpace(bytes, end)
  return bytes[colon] === 58 ? skipSpace(bytes, colon + 1) : -1
}

/**
 * Where the value that begins at `from` ends (no space before it), or -1 when it is no JSON.
 * Any depth is read without recursion.
 */
export const endOfJson = (bytes: Uint8Array, from: number): number => {
  const open: number[] = [] // the closing byte of each container that we are in
  let i = from
  for (;;) {
    const c = bytes[i]
    if (c === 123 || c === 91) {
      const close = c + 2
      i = skipSpace(bytes, i + 1)
      if (bytes[i] !== close) {
        open.push(close)
        if (c === 123) i = afterKey(bytes, i)
        if (i < 0) return -1
        continue
      }
      i++
    } else {
      i = endOfScalar(bytes, i)
      if (i < 0) return -1
    }
    for (;;) {
      const close = open.at(-1)
      if (close === undefined) return i
      i = skipSpace(bytes, i)
      if (bytes[i] === 44) {
        i = close === 125 ? afterKey(bytes, i + 1) : skipSpace(bytes, i + 1)
        if (i < 0) return -1
        break
      }
      if (bytes[i] !== close) return -1
      open.pop()
      i++
    }
  }
}
