/** A seeded source of chance: the same seed gives the same world, byte for byte. */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number
  /** An integer in [low, high]. */
  readonly int: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
  /** At most `count` different members, in the order drawn. */
  readonly sample: <T>(list: readonly T[], count: number) => T[]
  /** A member of a table of weights. */
  readonly weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
  readonly hex: (digits: number) => string
  readonly text: (alphabet: string, length: number) => string
  /** An independent source: drawing from it leaves this one as it was. */
  readonly fork: (label: string) => Random
}

const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** mulberry32, seeded by text. */
export const random = (seed: string): Random => {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from')
    return list[int(0, list.length - 1)] as T
  }
  const text = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[int(0, alphabet.length - 1)]).join('')
  return {
    next,
    int,
    pick,
    text,
    chance: (probability) => next() < probability,
    sample: (list, count) => {
      const left = [...list]
      const out = []
      while (out.length < count && left.length > 0) {
        out.push(...left.splice(int(0, left.length - 1), 1))
      }
      return out
    },
    weighted: (weights) => {
      const entries = Object.entries(weights) as [never, number][]
      let at = next() * entries.reduce((sum, [, w]) => sum + w, 0)
      for (const [name, weight] of entries) {
        at -= weight
        if (at < 0) return name
      }
      return (entries.at(-1) as [never, number])[0]
    },
    hex: (digits) => text('0123456789abcdef', digits),
    fork: (label) => random(`${seed}/${label}`),
  }
}
