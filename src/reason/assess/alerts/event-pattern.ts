import type { Ternary } from '../../../model/scope.ts'
import { every, not, some } from '../../../model/ternary.ts'
import { glob } from '../../policies/glob.ts'
import { memberOf, ternary } from './sample.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A test by one text or, as `anything-but` takes them, by any of a list. What is no text is not decided. */
const byText =
  (test: (text: string, wanted: string) => boolean) =>
  (wanted: unknown, value: unknown): Ternary => {
    const texts = [wanted].flat()
    if (texts.length === 0 || !texts.every((w) => typeof w === 'string')) return 'unknown'
    return typeof value === 'string' ? ternary(texts.some((w) => test(value, w))) : 'no'
  }

const matchesWildcards = byText((text, wanted) => glob(wanted, text))

/** A matcher of one key, by its name; what is not here (numeric, cidr) is not decided. */
const matchers: Readonly<Record<string, (wanted: unknown, value: unknown) => Ternary>> = {
  prefix: byText((text, wanted) => text.startsWith(wanted)),
  suffix: byText((text, wanted) => text.endsWith(wanted)),
  'equals-ignore-case': byText((text, wanted) => text.toLowerCase() === wanted.toLowerCase()),
  wildcard: (wanted, value) =>
    /[?\\]/.test(JSON.stringify(wanted)) ? 'unknown' : matchesWildcards(wanted, value),
  'anything-but': (wanted, value) => {
    const all = [wanted].flat()
    if (all.length === 0 || !['string', 'number'].includes(typeof value)) return 'unknown'
    return not(some(all.map((w) => valueIs(w, value))))
  },
}

const valueIs = (matcher: unknown, value: unknown): Ternary => {
  if (!isObject(matcher)) return ternary(matcher === value)
  const [[name, wanted] = ['', undefined], ...others] = Object.entries(matcher)
  return others.length > 0 ? 'unknown' : (matchers[name]?.(wanted, value) ?? 'unknown')
}

const leafHolds = (
  wanted: readonly unknown[],
  event: unknown,
  path: readonly string[],
): Ternary => {
  const found = memberOf(event, path)
  if (found === 'unknown') return 'unknown'
  return some(
    wanted.map((matcher) => {
      if (isObject(matcher) && 'exists' in matcher)
        return ternary((matcher.exists === true) === (found !== 'absent'))
      if (found === 'absent') return 'no'
      const values = Array.isArray(found.known) ? found.known : [found.known]
      return some(values.map((value) => valueIs(matcher, value)))
    }),
  )
}

const holdsAt = (
  pattern: Readonly<Record<string, unknown>>,
  event: unknown,
  path: readonly string[],
): Ternary =>
  every(
    Object.entries(pattern).map(([key, wanted]) => {
      if (key === '$or')
        return Array.isArray(wanted)
          ? some(wanted.map((w) => (isObject(w) ? holdsAt(w, event, path) : 'unknown')))
          : 'unknown'
      if (Array.isArray(wanted)) return leafHolds(wanted, event, [...path, key])
      return isObject(wanted) ? holdsAt(wanted, event, [...path, key]) : 'unknown'
    }),
  )

/** Whether a pattern of EventBridge matches an event (EventBridge user guide, event patterns). */
export const eventPatternMatches = (
  pattern: Readonly<Record<string, unknown>>,
  event: Readonly<Record<string, unknown>>,
): Ternary => holdsAt(pattern, event, [])
