import { groupBy } from '../../model/group-by.ts'
import { type Forest, forest, lineage } from './forest.ts'
import { caseVariants, fold, type Pattern } from './letter-case.ts'

/** Which tests accept (a positive operator hits) and which reject (a negative one hits): one bit each. */
export interface Marks {
  readonly accept: bigint
  readonly reject: bigint
}
export const NO_MARKS: Marks = { accept: 0n, reject: 0n }

export const addMarks = (a: Marks, b: Marks): Marks => ({
  accept: a.accept | b.accept,
  reject: a.reject | b.reject,
})

export type MarkedTexts = ReadonlyMap<string, Marks>

/**
 * One side of a field: the prefixes that its tests name (or the suffixes, reversed), to the letter and without case.
 * A state is the longest literal that a text begins with, of both kinds; each state is given by a text that has
 * exactly this state when something follows that occurs in no literal.
 */
export interface Side {
  readonly states: readonly string[]
  /** The states, each below the longest one that it begins with. */
  readonly tree: () => Forest
  /** Of a state that no literal spells, the literal that it is another spelling of. */
  readonly literalOf: () => ReadonlyMap<string, string>
  readonly marksOf: (text: string) => Marks
  /** Literals to the letter that a text may begin with when its case is changed. */
  readonly within: (folded: string) => readonly string[]
}

const inherited = (texts: Forest, own: MarkedTexts): readonly Marks[] => {
  const out: Marks[] = []
  texts.texts.forEach((text, i) => {
    const parent = out[texts.parents[i] as number]
    const marks = own.get(text) ?? NO_MARKS
    out.push(parent === undefined ? marks : addMarks(parent, marks))
  })
  return out
}

/** Texts that differ in case only, together. */
export const groupByFold = (texts: Iterable<string>): Map<string, string[]> => groupBy(texts, fold)

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The literal that each other text differs from in case only. */
export const spelledAs = (
  texts: readonly string[],
  isLiteral: (text: string) => boolean,
): ReadonlyMap<string, string> => {
  const others = texts.filter((text) => !isLiteral(text))
  if (others.length === 0) return new Map()
  const literals = new Map(texts.filter(isLiteral).map((text) => [fold(text), text]))
  return new Map(others.map((text) => [text, literals.get(fold(text)) ?? text]))
}

/** `folded` has literals without case; each of them, as written, is among `plain` too. */
export const side = (plain: MarkedTexts, folded: MarkedTexts): Side => {
  const plainForest = forest(plain.keys())
  const foldedForest = forest(folded.keys())
  const plainMarks = inherited(plainForest, plain)
  const foldedMarks = inherited(foldedForest, folded)
  const spelled = once(() => {
    const byFold = groupByFold(plain.keys())
    return { byFold, folds: forest(byFold.keys()) }
  })

  const within = (text: string): readonly string[] => {
    const { byFold, folds } = spelled()
    return lineage(folds, folds.longestPrefixOf(text)).flatMap(
      (i) => byFold.get(folds.texts[i] as string) ?? [],
    )
  }

  const marksOf = (text: string): Marks => {
    const toTheLetter = plainMarks[plainForest.longestPrefixOf(text)] ?? NO_MARKS
    if (folded.size === 0) return toTheLetter
    return addMarks(toTheLetter, foldedMarks[foldedForest.longestPrefixOf(fold(text))] ?? NO_MARKS)
  }

  const variants = [...folded.keys()].flatMap((text) =>
    caseVariants(
      text,
      within(text).map((literal): Pattern => ({ at: 0, text: literal })),
    ),
  )
  const states = [...new Set(['', ...plain.keys(), ...variants])]
  const isLiteral = (text: string): boolean => text === '' || plain.has(text)
  return {
    states,
    tree: once(() => forest(states)),
    literalOf: once(() => spelledAs(states, isLiteral)),
    marksOf,
    within,
  }
}

export const reverse = (text: string): string => {
  let out = ''
  for (let i = text.length - 1; i >= 0; i--) out += text[i]
  return out
}
