/** Internet addresses as text: what is one, and how records may spell it. */

const DECIMAL = '(?:0|[1-9][0-9]{0,2})'
const V4 = new RegExp(`^${DECIMAL}(?:[.]${DECIMAL}){3}$`)

const isV4 = (text: string): boolean =>
  V4.test(text) && text.split('.').every((part) => Number(part) < 256)

/** The eight groups of an IPv6 address as numbers; `undefined` where it is none. */
const groupsOf = (text: string): number[] | undefined => {
  const v4 = text.slice(text.lastIndexOf(':') + 1)
  if (v4.includes('.') && !isV4(v4)) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number)
  const hex = v4.includes('.')
    ? text.slice(0, -v4.length) + [a * 256 + b, c * 256 + d].map((n) => n.toString(16)).join(':')
    : text
  const halves = hex.split('::')
  if (halves.length > 2) return undefined
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - before.length - after.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after]
  return groups.every((g) => /^[0-9a-f]{1,4}$/i.test(g))
    ? groups.map((g) => Number.parseInt(g, 16))
    : undefined
}

/** RFC 5952: the longest run of two or more zero groups is left out, the first of equals. */
const shortest = (groups: readonly number[]): string => {
  const runs = groups.map((_, i) => {
    const end = groups.findIndex((g, j) => j >= i && g !== 0)
    return (end === -1 ? groups.length : end) - i
  })
  const longest = Math.max(...runs)
  const text = (part: readonly number[]) => part.map((g) => g.toString(16)).join(':')
  if (longest < 2) return text(groups)
  const at = runs.indexOf(longest)
  return `${text(groups.slice(0, at))}::${text(groups.slice(at + longest))}`
}

/** The one form of an address; `undefined` for what is no address, a range among them. */
export const addressOf = (text: string): string | undefined => {
  const trimmed = text.trim()
  if (isV4(trimmed)) return trimmed
  const groups = trimmed.includes(':') ? groupsOf(trimmed) : undefined
  return groups && shortest(groups)
}

/** Everything that a record may write for an address, in lower case. */
export const spellings = (address: string): string[] => {
  const groups = address.includes(':') ? groupsOf(address) : undefined
  if (groups === undefined) return [address, `::ffff:${address}`]
  const whole = groups.map((g) => g.toString(16))
  const [high = 0, low = 0] = groups.slice(6)
  const mapped = shortest(groups).startsWith('::ffff:') && groups[4] === 0
  const v4 = [high >> 8, high & 255, low >> 8, low & 255].join('.')
  return [
    shortest(groups),
    whole.join(':'),
    whole.map((g) => g.padStart(4, '0')).join(':'),
    ...(mapped ? [v4, `::ffff:${v4}`] : []),
  ]
}
