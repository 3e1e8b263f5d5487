import type { Observed } from '../../model/observed.ts'

/** `a, b and 3 more`: as many as are read, and how many are left. */
export const some = (names: readonly string[], shown = 3): string => {
  const left = names.length - shown
  if (left > 1) return `${names.slice(0, shown).join(', ')} and ${left} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`

const reasons = {
  'access-denied': 'access was denied',
  'region-disabled': 'the region is disabled',
  'not-supported': 'it is not supported there',
  'throttled-out': 'AWS throttled the calls',
  'not-collected': 'it was not collected',
  error: 'the call failed',
} as const

/** Why a value is not known, in words. */
export const whyUnknown = (o: Observed<unknown> | undefined): string =>
  o === undefined || !('unknown' in o) ? reasons['not-collected'] : reasons[o.unknown]
