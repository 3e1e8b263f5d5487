/**
 * Items in as few lots as fit, in order: AWS limits the length of a document, not the number of documents. An item that
 * fits nowhere has a lot of its own; whoever cuts items first (`chunks`) has none of these.
 */
export const packed = <T>(
  items: readonly T[],
  lengthOf: (lot: readonly T[]) => number,
  limit: number,
): readonly (readonly T[])[] => {
  const lots: T[][] = []
  for (const item of items) {
    const lot = lots.find((had) => lengthOf([...had, item]) <= limit)
    if (lot === undefined) lots.push([item])
    else lot.push(item)
  }
  return lots
}

/** A list cut into pieces of at most `size`; an empty list is one empty piece. */
export const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  items.length <= size ? [items] : [items.slice(0, size), ...chunks(items.slice(size), size)]
