/** Every text once, by number; 0 is no text. */
export interface Texts {
  readonly idOf: (text: string | null) => number
  /** Without looking whether it is there: for texts that do not repeat. */
  readonly add: (text: string | null) => number
  readonly find: (text: string) => number | undefined
  readonly at: (id: number) => string | null
  readonly size: () => number
}

/** A number for a text, 0 for none: others may have the same. */
export const hashOf = (text: string | null): number => {
  if (text === null) return 0
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash === 0 ? 1 : hash
}

/** A Map holds at most 2^24 entries: several share the texts by their last character. */
const SHARDS = 32

export const makeTexts = (): Texts => {
  const all: (string | null)[] = [null]
  const shards = Array.from({ length: SHARDS }, () => new Map<string, number>())
  const shardOf = (text: string) =>
    shards[text.charCodeAt(text.length - 1) % SHARDS] ?? (shards[0] as Map<string, number>)
  return {
    idOf: (text) => {
      if (text === null) return 0
      const shard = shardOf(text)
      const known = shard.get(text)
      if (known !== undefined) return known
      shard.set(text, all.length)
      return all.push(text) - 1
    },
    add: (text) => (text === null ? 0 : all.push(text) - 1),
    find: (text) => shardOf(text).get(text),
    at: (id) => all[id] ?? null,
    size: () => all.length,
  }
}

/** Numbers of the texts of one column, where the same often comes several times in a row. */
export const inColumn = ({ idOf }: Texts): Texts['idOf'] => {
  let last: string | null = null
  let id = 0
  return (text) => {
    if (text === last) return id
    last = text
    id = idOf(text)
    return id
  }
}
