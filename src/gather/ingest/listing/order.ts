import type { Listing } from './listing.ts'

/** A number for each kind such that they stand as account and region do. */
const ranksOf = ({ commons }: Listing): Int32Array => {
  const names = commons.map(({ claim }) => [claim.account ?? '', claim.region ?? ''] as const)
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  const order = names
    .map((name, number) => ({ name, number }))
    .sort((a, b) => compare(a.name[0], b.name[0]) || compare(a.name[1], b.name[1]))
  const ranks = new Int32Array(names.length)
  let rank = 0
  order.forEach(({ name, number }, i) => {
    const before = order[i - 1]?.name
    if (before !== undefined && (before[0] !== name[0] || before[1] !== name[1])) rank++
    ranks[number] = rank
  })
  return ranks
}

/** Objects by day and place, so that a batch has few days and its rows are sorted already. */
export const inOrder = (listing: Listing, numbers: Uint32Array): Uint32Array => {
  const ranks = ranksOf(listing)
  const rank = (n: number): number => ranks[listing.commonNumber(n)] as number
  return numbers
    .slice()
    .sort(
      (a, b) =>
        (listing.day(a) ?? 0) - (listing.day(b) ?? 0) ||
        rank(a) - rank(b) ||
        (listing.named(a) ?? 0) - (listing.named(b) ?? 0) ||
        listing.compareUris(a, b),
    )
}
