/**
 * Items in as few lots as fit, in order: AWS limits the length of a document, not the number of documents. An item that
 * fits nowhere has a lot of its own; whoever splits items first (`chunks`) has none of these.
 */
export const packed = <T>(
  items: readonly T[],
  lengthOf: (lot: readonly T[]) => number,
  limit: number,
): readonly (readonly T[])[] =>
  items.reduce<readonly (readonly T[])[]>((lots, item) => {
    const i = lots.findIndex((lot) => lengthOf([...lot, item]) <= limit)
    return i < 0 ? [...lots, [item]] : lots.map((lot, n) => (n === i ? [...lot, item] : lot))
  }, [])

/** A list cut into pieces of at most `size`, at least one. */
export const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  items.length <= size ? [items] : [items.slice(0, size), ...chunks(items.slice(size), size)]
