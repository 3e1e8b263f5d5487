import type { Ternary } from '../../model/scope.ts'

/** Whether a text matches a pattern in which `*` is any characters and `?` is one (case-sensitive, linear in practice). */
export const glob = (pattern: string, text: string): boolean => {
  if (!/[*?]/.test(pattern)) return pattern === text
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p
      resume = t
      p += 1
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1
      t += 1
    } else if (star >= 0) {
      p = star + 1
      resume += 1
      t = resume
    } else return false
  }
  while (pattern[p] === '*') p += 1
  return p === pattern.length
}

/** What every text that matches begins with. */
const headOf = (pattern: string): string => {
  const at = pattern.search(/[*?]/)
  return at === -1 ? pattern : pattern.slice(0, at)
}

/** What every text that matches ends with. */
const tailOf = (pattern: string): string =>
  pattern.slice(Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?')) + 1)

/** Whether two texts can begin one text, and whether they can end one. */
const headsMeet = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)
const tailsMeet = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a)

/**
 * Whether every text that begins so matches (`yes`), none does (`no`), or it depends on how it goes on (`unknown`, also
 * for a pattern that ends in `?`).
 */
export const globBelow = (pattern: string, beginning: string): Ternary => {
  const literal = headOf(pattern)
  if (!headsMeet(literal, beginning)) return 'no'
  if (pattern.endsWith('*') && glob(pattern, beginning)) return 'yes'
  return globsMeet(pattern, `${beginning}*`) ? 'unknown' : 'no'
}

/** Whether some text matches both patterns. */
export const globsMeet = (a: string, b: string): boolean => {
  if (!headsMeet(headOf(a), headOf(b)) || !tailsMeet(tailOf(a), tailOf(b))) return false
  // reach[j]: whether the part of `a` read so far and the first j characters of `b` can have matched the same text
  let reach: boolean[] = [true]
  for (let j = 1; j <= b.length; j++) reach[j] = reach[j - 1] === true && b[j - 1] === '*'
  for (let i = 1; i <= a.length; i++) {
    const x = a[i - 1]
    const next: boolean[] = [reach[0] === true && x === '*']
    for (let j = 1; j <= b.length; j++) {
      const y = b[j - 1]
      const bothStep = x === y || x === '?' || y === '?' || x === '*' || y === '*'
      next[j] =
        (reach[j - 1] === true && bothStep) ||
        (x === '*' && next[j - 1] === true) ||
        (y === '*' && reach[j] === true) ||
        (x === '*' && reach[j] === true) ||
        (y === '*' && next[j - 1] === true)
    }
    reach = next
  }
  return reach[b.length] === true
}
