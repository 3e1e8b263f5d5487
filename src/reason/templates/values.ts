import {
  type TemplateMap,
  type TemplateValue,
  type Unresolved,
  type UnresolvedReason,
  unresolvedTag,
} from './types.ts'

/** Longest text that is put together from parts: references may double a text with each line. */
const MOST_CHARACTERS = 1 << 20

export const unresolved = (
  why: UnresolvedReason,
  expression: string,
  more: Pick<Unresolved, 'reference' | 'parts'> = {},
): Unresolved => ({
  [unresolvedTag]: why,
  expression: expression.length > 300 ? `${expression.slice(0, 300)}...` : expression,
  ...more,
})

export const isUnresolved = (value: unknown): value is Unresolved =>
  typeof value === 'object' && value !== null && unresolvedTag in value

export const whyUnresolved = (value: Unresolved): UnresolvedReason => value[unresolvedTag]

export const isMap = (value: unknown): value is TemplateMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isUnresolved(value)

export const isList = (value: unknown): value is readonly TemplateValue[] => Array.isArray(value)

/** An own member of a map; a name such as `constructor` is a member only where the template has it. */
export const member = (map: TemplateMap, key: string): TemplateValue | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined

/** A map of these members, whatever their names. */
export const mapOf = (entries: Iterable<readonly [string, TemplateValue]>): TemplateMap =>
  Object.fromEntries(entries)

const childrenOf = (value: TemplateValue): readonly TemplateValue[] =>
  isList(value) ? value : isMap(value) ? Object.values(value) : []

/** Every unresolved value in a tree, itself included. */
export const unresolvedIn = (value: TemplateValue): readonly Unresolved[] =>
  isUnresolved(value) ? [value] : childrenOf(value).flatMap(unresolvedIn)

export const isResolved = (value: TemplateValue): boolean =>
  !isUnresolved(value) && childrenOf(value).every(isResolved)

/** A value as text where it is one for AWS: texts, numbers, truth values. */
export const textOf = (value: TemplateValue | undefined): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined

/** A truth value; templates also write it as text. */
export const booleanOf = (value: TemplateValue | undefined): boolean | undefined => {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value.toLowerCase() : undefined
  return text === 'true' || text === 'yes'
    ? true
    : text === 'false' || text === 'no'
      ? false
      : undefined
}

export const numberOf = (value: TemplateValue | undefined): number | undefined =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)
      ? Number(value)
      : undefined

/** Puts a text together; with holes in it, it is unresolved and keeps its parts. */
export const joined = (parts: readonly TemplateValue[], expression: string): TemplateValue => {
  const flat = parts.flatMap((part): readonly (string | Unresolved)[] => {
    if (isUnresolved(part)) return part.parts ?? [part]
    return [textOf(part) ?? unresolved('function', expression)]
  })
  const merged: (string | Unresolved)[] = []
  for (const part of flat) {
    const last = merged.at(-1)
    if (typeof part === 'string' && typeof last === 'string')
      merged[merged.length - 1] = last + part
    else if (part !== '') merged.push(part)
    if (String(merged.at(-1)).length > MOST_CHARACTERS) return unresolved('too-large', expression)
  }
  const holes = merged.filter(isUnresolved)
  const [only] = merged
  if (holes.length === 0) return merged.join('')
  if (merged.length === 1 && only !== undefined) return only
  if (merged.length > 10_000) return unresolved('too-large', expression)
  return unresolved(holes[0]?.[unresolvedTag] ?? 'function', expression, { parts: merged })
}
