/** Edit distance in single-character changes, and swaps of two neighbours; `limit + 1` when it is more. */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        ...(swapped ? [(before[j - 2] ?? 0) + 1] : []),
      )
    }
    if (Math.min(...row) > limit) return limit + 1
    before = last
    last = row
  }
  return last[b.length] ?? limit + 1
}

/** Names that were perhaps meant: at most three, nearest first, no further than a third of the length away. */
export const nearNames = (name: string, names: readonly string[]): string[] => {
  const limit = Math.max(1, Math.min(4, Math.floor(name.length / 3)))
  const wanted = name.toLowerCase()
  return [...new Set(names)]
    .map((n) => ({ n, distance: editDistance(wanted, n.toLowerCase(), limit) }))
    .filter((x) => x.distance <= limit)
    .sort((x, y) => x.distance - y.distance || (x.n < y.n ? -1 : 1))
    .slice(0, 3)
    .map((x) => x.n)
}
