/** Computes a value the first time that a key is asked for. One kind of value for each kind of key. */
export type Once = <T>(key: string, compute: () => T) => T

/** Remembers up to `limit` values, and then begins again. */
export const once = (limit = Number.POSITIVE_INFINITY): Once => {
  const known = new Map<string, unknown>()
  return <T>(key: string, compute: () => T): T => {
    if (!known.has(key)) {
      if (known.size >= limit) known.clear()
      known.set(key, compute())
    }
    return known.get(key) as T
  }
}
