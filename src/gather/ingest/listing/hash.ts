import { createHash } from 'node:crypto'

type Values = readonly (string | number | null)[]
export type Words = readonly [a: number, b: number, c: number, d: number]

const digest = (values: Values): Buffer =>
  createHash('sha256').update(JSON.stringify(values)).digest()

/** 128 bits of the SHA-256 of some values: nobody can find two lists of values with the same. */
export const wordsOf = (...values: Values): Words => {
  const hash = digest(values)
  return [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), hash.readUInt32LE(12)]
}

/** The same as a text of 16 characters, for the key of a map. */
export const hashText = (...values: Values): string => digest(values).toString('latin1', 0, 16)
