import type { Ternary } from '../../../model/scope.ts'
import { every, not, some } from '../../../model/ternary.ts'
import { glob } from '../../policies/glob.ts'
import { memberOf, ternary } from './sample.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const onText = (value: unknown, test: (text: string) => boolean): Ternary =>
  typeof value === 'string' ? ternary(test(value)) : 'no'

/** A matcher of one key, by its name; what is not here (numeric, cidr) is not decided. */
const matchers: Readonly<Record<string, (wanted: unknown, value: unknown) => Ternary>> = {
  prefix: (wanted, value) =>
    typeof wanted === 'string' ? onText(value, (text) => text.startsWith(wanted)) : 'unknown',
  suffix: (wanted, value) =>
    typeof wanted === 'string' ? onText(value, (text) => text.endsWith(wanted)) : 'unknown',
  'equals-ignore-case': (wanted, value) =>
    onText(value, (text) => text.toLowerCase() === String(wanted).toLowerCase()),
  wildcard: (wanted, value) =>
    typeof wanted === 'string' && !wanted.includes('?') && !wanted.includes('\\')
      ? onText(value, (text) => glob(wanted, text))
      : 'unknown',
  'anything-but': (wanted, value) => not(some([wanted].flat().map((w) => valueIs(w, value)))),
}

const valueIs = (matcher: unknown, value: unknown): Ternary => {
  if (!isObject(matcher)) return ternary(matcher === value)
  const [name = '', wanted] = Object.entries(matcher)[0] ?? []
  return matchers[name]?.(wanted, value) ?? 'unknown'
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
