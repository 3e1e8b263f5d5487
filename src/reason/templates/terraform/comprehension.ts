import type { TemplateValue } from '../types.ts'
import { booleanOf, isList, isMap, mapOf, textOf, unresolved } from '../values.ts'
import { bind, type Evaluate, type Scope } from './scope.ts'
import type { Expression } from './syntax.ts'

type For = Extract<Expression, { kind: 'for' }>

/** Key and value of each item, as `for` and `for_each` see them. */
export const pairsOf = (
  value: TemplateValue,
): readonly (readonly [TemplateValue, TemplateValue])[] | undefined =>
  isList(value)
    ? value.map((v, i) => [i, v] as const)
    : isMap(value)
      ? Object.entries(value)
      : undefined

/** `[for x in y : z]` and `{for k, v in y : k => z}`. */
export const comprehension = (e: For, scope: Scope, evaluate: Evaluate): TemplateValue => {
  const pairs = pairsOf(evaluate(e.over, scope))
  if (pairs === undefined) return unresolved('repetition', e.text)
  const made: (readonly [TemplateValue, TemplateValue])[] = []
  for (const [key, value] of pairs) {
    const [first = '', second] = e.names
    const inner = bind(
      scope,
      second === undefined
        ? [[first, value]]
        : [
            [first, key],
            [second, value],
          ],
    )
    const wanted = e.when === undefined ? true : booleanOf(evaluate(e.when, inner))
    if (wanted === undefined) return unresolved('condition', e.text)
    if (wanted)
      made.push([e.key === undefined ? '' : evaluate(e.key, inner), evaluate(e.value, inner)])
  }
  if (e.key === undefined) return made.map(([, value]) => value)
  const keys = made.map(([key]) => textOf(key))
  if (keys.includes(undefined)) return unresolved('repetition', e.text)
  return mapOf(made.map(([, value], i) => [keys[i] ?? '', value] as const))
}
