import type { Constraint, ScopeField } from '../../model/scope.ts'
import { contains, hasPositive } from './constraint.ts'
import { isShown, type Layer, layersOf } from './layers.ts'
import { reverse } from './marks.ts'
import type { Partition, ValueClass } from './partition.ts'
import { absence } from './universe.ts'

/** Constraints that hold together; a list of them is a union. */
export type Conjunction = readonly Constraint[]

/** Every text begins with nothing: accepted by whatever is there, or by the lack of it alone. */
const PRESENT: Constraint = { StartsWith: [''] }
const ABSENT: Constraint = { NotStartsWith: [''] }

interface Block {
  readonly prefixes: Set<string>
  readonly suffixes: Set<string>
}

/** The cells as few products of a set of prefixes and a set of suffixes. */
const blocksOf = (classes: readonly ValueClass[]): readonly Block[] => {
  const bySuffixes = new Map<readonly string[], Set<readonly string[]>>()
  for (const { cells } of classes)
    for (const { prefixes, suffixes } of cells) {
      const all = bySuffixes.get(suffixes)
      if (all === undefined) bySuffixes.set(suffixes, new Set([prefixes]))
      else all.add(prefixes)
    }
  const ids = new Map(
    [...new Set([...bySuffixes.values()].flatMap((g) => [...g]))].map((g, i) => [g, i]),
  )
  const blocks = new Map<string, Block>()
  for (const [suffixes, groups] of bySuffixes) {
    const key = [...groups]
      .map((g) => ids.get(g))
      .sort()
      .join()
    const block = blocks.get(key)
    if (block === undefined)
      blocks.set(key, { prefixes: new Set([...groups].flat()), suffixes: new Set(suffixes) })
    else for (const suffix of suffixes) block.suffixes.add(suffix)
  }
  return [...blocks.values()]
}

const sorted = (values: readonly string[]): readonly string[] => [...values].sort()

const constraintOf = (
  layer: Layer,
  positive: 'StartsWith' | 'EndsWith',
  negative: 'NotStartsWith' | 'NotEndsWith',
  spell: (text: string) => string,
): Constraint => ({
  ...(layer.within.includes('') ? {} : { [positive]: sorted(layer.within.map(spell)) }),
  ...(layer.without.length === 0 ? {} : { [negative]: sorted(layer.without.map(spell)) }),
})

const same = (text: string): string => text

/** Two constraints as one where the language allows it: positive operators of both would be ORed. */
const together = (a: Constraint, b: Constraint): Conjunction =>
  hasPositive(a) && hasPositive(b) ? [a, b] : [{ ...a, ...b }]

const containsAll = (conjunction: Conjunction, text: string): boolean =>
  conjunction.every((constraint) => contains(constraint, text))

const withoutTexts = (conjunction: Conjunction, texts: readonly string[]): Conjunction => {
  const [first = {}, ...rest] = conjunction
  const inside = texts.filter((text) => containsAll(conjunction, text))
  return inside.length === 0 ? conjunction : [{ ...first, NotEquals: sorted(inside) }, ...rest]
}

const withAbsence = (pieces: readonly Conjunction[], absent: boolean): readonly Conjunction[] => {
  const isOpen = (piece: Conjunction): boolean => !piece.some(hasPositive)
  if (absent) return pieces.some(isOpen) ? pieces : [...pieces, [ABSENT]]
  return pieces.map((piece) => (isOpen(piece) ? [{ ...piece[0], ...PRESENT }] : piece))
}

/** Joins the list of texts to a piece that excludes nothing, so that one box says both. */
const withEquals = (
  pieces: readonly Conjunction[],
  texts: readonly string[],
): readonly Conjunction[] => {
  if (texts.length === 0) return pieces
  const open = pieces.findIndex(
    ([c, ...rest]) =>
      rest.length === 0 &&
      c !== undefined &&
      hasPositive(c) &&
      Object.keys(c).every((k) => !k.startsWith('Not')),
  )
  const Equals = sorted(texts)
  if (open < 0) return [...pieces, [{ Equals }]]
  return pieces.map((piece, i) => (i === open ? [{ Equals, ...piece[0] }] : piece))
}

/**
 * A set of classes of one field in the words of selectors: a union of conjunctions of constraints. Exact, but for
 * spellings that differ from a literal in case only (see `shownTexts`).
 */
export const describe = (
  field: ScopeField,
  parts: Partition,
  classes: readonly ValueClass[],
): readonly Conjunction[] => {
  const members = new Set(classes.flatMap((c) => c.texts))
  const literalOf = parts.exactLiteralOf()
  const shown = parts.exacts.filter((text) => isShown(text, literalOf, members))
  const outside = shown.filter((text) => !members.has(text))
  const regular = blocksOf(classes).flatMap((block) =>
    layersOf(parts.prefixes, block.prefixes).flatMap((before) =>
      layersOf(parts.suffixes, block.suffixes).map((after) =>
        withoutTexts(
          together(
            constraintOf(before, 'StartsWith', 'NotStartsWith', same),
            constraintOf(after, 'EndsWith', 'NotEndsWith', reverse),
          ),
          outside,
        ),
      ),
    ),
  )
  const missing = shown.filter(
    (text) => members.has(text) && !regular.some((piece) => containsAll(piece, text)),
  )
  const pieces = withEquals(regular, missing)
  if (absence[field] === undefined) return pieces
  return withAbsence(
    pieces,
    classes.some((c) => c.absent),
  )
}
