import { forest } from './forest.ts'
import { fold } from './letter-case.ts'
import type { Side } from './marks.ts'

/** Texts that begin with one of `within` (the empty text: all) and with none of `without`. */
export interface Layer {
  readonly within: readonly string[]
  readonly without: readonly string[]
}

/**
 * A spelling that no literal has is shown only where it fares otherwise than the literal that it is a spelling of:
 * the language of selectors cannot say "in any case", so it stands for its kind.
 */
export const shownTexts = (
  all: readonly string[],
  isMember: (text: string) => boolean,
  isLiteral: (text: string) => boolean,
): readonly string[] => {
  const literals = new Map<string, boolean>()
  for (const text of all) if (isLiteral(text)) literals.set(fold(text), isMember(text))
  return all.filter((text) => isLiteral(text) || literals.get(fold(text)) !== isMember(text))
}

/**
 * A set of states of one side as a union of layers. A layer's exclusions lie inside its own inclusions; what is
 * included again below an exclusion goes to the next layer.
 */
export const layersOf = (s: Side, members: ReadonlySet<string>): readonly Layer[] => {
  const tree = forest(
    shownTexts(
      s.states,
      (text) => members.has(text),
      (text) => text === '' || s.isLiteral(text),
    ),
  )
  const layers: { within: string[]; without: string[] }[] = []
  const depthOf: number[] = []
  tree.texts.forEach((text, i) => {
    const parent = tree.parents[i] as number
    const inside = parent >= 0 && members.has(tree.texts[parent] as string)
    const member = members.has(text)
    const depth = parent < 0 ? 0 : (depthOf[parent] as number)
    const layer = () => {
      layers[depth] ??= { within: [], without: [] }
      return layers[depth]
    }
    if (member && !inside) layer().within.push(text)
    if (!member && inside) layer().without.push(text)
    depthOf.push(!member && inside ? depth + 1 : depth)
  })
  return layers.filter((layer) => layer !== undefined)
}
