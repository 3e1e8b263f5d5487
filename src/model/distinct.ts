/** The texts of some items, each once; in one go, since a lake has a hundred thousand files. */
export const distinct = <T>(items: readonly T[], textOf: (item: T) => string | null): string[] => {
  const texts = new Set<string>()
  let last: string | null = null
  for (const item of items) {
    const text = textOf(item)
    if (text !== null && text !== last) texts.add(text)
    last = text
  }
  return [...texts]
}
