import { createHash } from 'node:crypto'

/** Checks what a disk did to some bytes: half of their SHA-256, in hex. It keeps nobody from forging them. */
export const newChecksum = () => {
  const hash = createHash('sha256')
  return {
    add: (bytes: string | Uint8Array): void => void hash.update(bytes),
    digest: (): string => hash.digest('hex').slice(0, 32),
  }
}

export const checksumOf = (bytes: string | Uint8Array): string => {
  const sum = newChecksum()
  sum.add(bytes)
  return sum.digest()
}

const SEAL = /^(.*),"checksum":"([0-9a-f]{32})"\}\n$/s

/** An object as a line of JSON whose last field is the checksum of all before it. */
export const sealed = (value: object): string => {
  const text = JSON.stringify(value)
  return `${text.slice(0, -1)},"checksum":"${checksumOf(text)}"}\n`
}

/** Whether a line is as `sealed` made it. */
export const isSealed = (line: string): boolean => {
  const [, text, sum] = SEAL.exec(line) ?? []
  return text !== undefined && checksumOf(`${text}}`) === sum
}

const NAMED = /-([0-9a-f]{32})\.jsonl$/

/** The name of a file that tells what is in it. */
export const nameWith = (name: string, checksum: string): string => `${name}-${checksum}.jsonl`

/** The checksum in a name; those that earlier versions gave have none. */
export const checksumIn = (name: string): string | undefined => NAMED.exec(name)?.[1]
