/** JSON with the members of every object in the order of their names: equal texts mean equal values. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => compare(a, b))
  return `{${members.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

const texts = new WeakMap<object, string>()

/** As `canonical`, remembered for as long as the object lives; the object must not change. */
export const textOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return canonical(value)
  const known = texts.get(value)
  if (known !== undefined) return known
  const text = canonical(value)
  texts.set(value, text)
  return text
}

/** By code units: the same on every machine, whatever its language. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
