/** Texts ordered so that each one's parent is the longest other text that it begins with. */
export interface Forest {
  readonly texts: readonly string[]
  /** Index of the parent, -1 for a root. Parents come before their children. */
  readonly parents: readonly number[]
  /** Index of the longest text that `text` begins with, -1 when there is none. */
  readonly longestPrefixOf: (text: string) => number
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const forest = (all: Iterable<string>): Forest => {
  const texts = [...new Set(all)].sort(byCodeUnits)
  const parents: number[] = []
  const climb = (from: number, text: string): number => {
    let i = from
    while (i >= 0 && !text.startsWith(texts[i] as string)) i = parents[i] as number
    return i
  }
  texts.forEach((text, i) => {
    parents.push(climb(i - 1, text))
  })
  // Every text between a prefix of `text` and `text` itself begins with that prefix, so the last one
  // that is not after `text` is the prefix or one of its descendants.
  const longestPrefixOf = (text: string): number => {
    let low = 0
    let high = texts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((texts[middle] as string) <= text) low = middle + 1
      else high = middle
    }
    return climb(low - 1, text)
  }
  return { texts, parents, longestPrefixOf }
}

/** The index and all its ancestors. */
export const lineage = (f: Forest, index: number): readonly number[] => {
  const out: number[] = []
  for (let i = index; i >= 0; i = f.parents[i] as number) out.push(i)
  return out
}
