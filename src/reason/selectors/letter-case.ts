const foldUnit = (unit: string): string => {
  const lower = unit.toLowerCase()
  return lower.length === 1 ? lower : unit
}

const ASCII = /^[\0-\x7f]*$/

/**
 * A text without case, of the same length. Whether CloudTrail's operators see case is not documented
 * (facts/aws.md 3.3, 11.2), so selectors are judged with and without it.
 */
export const fold = (text: string): string =>
  ASCII.test(text)
    ? text.toLowerCase()
    : Array.from({ length: text.length }, (_, i) => foldUnit(text[i] as string)).join('')

/** A text that must stand at a position of another one. */
export interface Pattern {
  readonly at: number
  readonly text: string
}

interface Partial {
  readonly text: string
  /** Indexes of the patterns that still agree. */
  readonly live: readonly number[]
}

const agrees = (pattern: Pattern, position: number, unit: string): boolean => {
  const unitOfPattern = pattern.text[position - pattern.at]
  return position < pattern.at || unitOfPattern === undefined || unitOfPattern === unit
}

/** The spellings of one place of a folded text that patterns can tell apart. */
const spellings = (unit: string, position: number, patterns: readonly Pattern[]): Set<string> => {
  const upper = unit.toUpperCase()
  const all = new Set([unit])
  if (upper.length === 1 && foldUnit(upper) === unit) all.add(upper)
  for (const p of patterns) {
    const spelled = position < p.at ? undefined : p.text[position - p.at]
    if (spelled !== undefined) all.add(spelled)
  }
  return all
}

const otherCase = (unit: string): string | undefined => {
  const lower = foldUnit(unit)
  if (lower !== unit) return lower
  const upper = unit.toUpperCase()
  return upper !== unit && upper.length === 1 && foldUnit(upper) === unit ? upper : undefined
}

/** `texts` grow, each beginning with the one before: a spelling that meets the first n of them, for each n. */
const nestedVariants = (folded: string, texts: readonly string[]): readonly string[] => {
  const longest = texts.at(-1) ?? ''
  const variants = [longest + folded.slice(longest.length)]
  texts.forEach((text, i) => {
    for (let at = texts[i - 1]?.length ?? 0; at < text.length; at++) {
      const other = otherCase(longest[at] as string)
      if (other === undefined) continue
      variants.push(longest.slice(0, at) + other + folded.slice(at + 1))
      break
    }
  })
  return variants
}

const areNested = (patterns: readonly Pattern[]): boolean =>
  patterns.every((p, i) => p.at === 0 && p.text.startsWith(patterns[i - 1]?.text ?? ''))

/**
 * One spelling of a folded text for each set of patterns that a spelling can satisfy at once. Each pattern, without
 * case, must agree with the text at its place.
 */
export const caseVariants = (folded: string, patterns: readonly Pattern[]): readonly string[] => {
  const bySize = patterns.toSorted((a, b) => a.text.length - b.text.length)
  if (areNested(bySize)) {
    const texts = [...new Set(bySize.map((p) => p.text))]
    return nestedVariants(folded, texts)
  }
  let partials: Partial[] = [{ text: '', live: patterns.map((_, i) => i) }]
  for (let position = 0; position < folded.length; position++) {
    const next = new Map<string, Partial>()
    for (const unit of spellings(folded[position] as string, position, patterns))
      for (const partial of partials) {
        const live = partial.live.filter((i) => agrees(patterns[i] as Pattern, position, unit))
        const key = live.join()
        if (!next.has(key)) next.set(key, { text: partial.text + unit, live })
      }
    partials = [...next.values()]
  }
  return partials.map((p) => p.text)
}
