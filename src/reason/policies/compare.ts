import type { Ternary } from '../../model/scope.ts'
import { every, sure } from '../../model/ternary.ts'
import { glob } from './glob.ts'
import type { Comparison } from './request.ts'

/** ARNs are compared part by part: a `*` does not reach over a colon, but in the last of the six parts. */
const arnLike = (pattern: string, text: string): Ternary => {
  const cut = (arn: string): readonly string[] => {
    const parts = arn.split(':')
    return [...parts.slice(0, 5), parts.slice(5).join(':')]
  }
  const wanted = cut(pattern)
  const had = cut(text)
  if (!pattern.startsWith('arn:') || pattern.split(':').length < 6) return 'unknown'
  if (!text.startsWith('arn:') || text.split(':').length < 6) return 'no'
  return every(wanted.map((part, i) => sure(glob(part, had[i] ?? ''))))
}

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** Whether a value of a request is the value of a condition, as the operator compares. */
export const compare = (had: string, wanted: string, comparison: Comparison): Ternary => {
  switch (comparison) {
    case 'equals':
      return sure(had === wanted)
    case 'equals-ignoring-case':
    case 'bool':
      return sure(had.toLowerCase() === wanted.toLowerCase())
    case 'like':
      return sure(glob(wanted, had))
    case 'arn':
      return arnLike(wanted, had)
    case 'number':
      return Number.isNaN(numberOf(had)) || Number.isNaN(numberOf(wanted))
        ? 'unknown'
        : sure(numberOf(had) === numberOf(wanted))
  }
}
