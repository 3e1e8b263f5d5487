import type { Side } from './marks.ts'

/** Texts that begin with one of `within` (the empty text: all) and with none of `without`. */
export interface Layer {
  readonly within: readonly string[]
  readonly without: readonly string[]
}

/**
 * A spelling that no literal has is shown only where it fares otherwise than the literal that it is a spelling of:
 * the language of selectors cannot say "in any case", so the literal stands for its kind.
 */
export const isShown = (
  text: string,
  literalOf: ReadonlyMap<string, string>,
  members: ReadonlySet<string>,
): boolean => {
  const literal = literalOf.get(text)
  return literal === undefined || members.has(literal) !== members.has(text)
}

/**
 * A set of states of one side as a union of layers. A layer's exclusions lie inside its own inclusions; what is
 * included again below an exclusion goes to the next layer.
 */
export const layersOf = (s: Side, members: ReadonlySet<string>): readonly Layer[] => {
  const tree = s.tree()
  const literalOf = s.literalOf()
  const layers: { within: string[]; without: string[] }[] = []
  const seen: { inside: boolean; depth: number }[] = []
  tree.texts.forEach((text, i) => {
    const above = seen[tree.parents[i] as number] ?? { inside: false, depth: 0 }
    const inside = members.has(text)
    if (inside === above.inside || !isShown(text, literalOf, members)) {
      seen.push(above)
      return
    }
    layers[above.depth] ??= { within: [], without: [] }
    layers[above.depth]?.[inside ? 'within' : 'without'].push(text)
    seen.push({ inside, depth: inside ? above.depth : above.depth + 1 })
  })
  return layers
}
