import type { Ternary } from '../../model/scope.ts'

type Pattern = readonly string[]

/** Positions in a pattern from which the rest of a text may go on; a star may stand for nothing. */
const closed = (pattern: Pattern, positions: ReadonlySet<number>): ReadonlySet<number> => {
  const all = new Set(positions)
  for (const p of all) if (pattern[p] === '*') all.add(p + 1)
  return all
}

const after = (pattern: Pattern, text: string): ReadonlySet<number> => {
  let at = closed(pattern, new Set([0]))
  for (const character of text) {
    const next = new Set<number>()
    for (const p of at) {
      if (pattern[p] === '*') next.add(p)
      else if (pattern[p] === '?' || pattern[p] === character) next.add(p + 1)
    }
    at = closed(pattern, next)
  }
  return at
}

/** Whether a text matches a pattern of IAM: `*` is any text, `?` one character. */
export const globMatches = (pattern: string, text: string): boolean =>
  after([...pattern], text).has([...pattern].length)

/** Whether every text that begins so matches (`yes`), none does (`no`), or it depends (`unknown`). */
export const globMatchesBelow = (pattern: string, prefix: string): Ternary => {
  const marks = [...pattern]
  const at = [...after(marks, prefix)]
  if (at.length === 0) return 'no'
  const stars = (p: number) => p < marks.length && marks.slice(p).every((mark) => mark === '*')
  return at.some(stars) ? 'yes' : 'unknown'
}
