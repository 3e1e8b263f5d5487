import type { Ternary } from '../../../../model/scope.ts'
import { every, not, some } from '../../../../model/ternary.ts'
import { glob } from '../../../policies/glob.ts'
import { memberOf, type Sample, ternary } from '../sample.ts'
import { type MetricFilter, parseMetricFilter } from './parse.ts'

/** A question mark is no wildcard of metric filters: only `*` is. */
const like = (pattern: string, value: string): boolean =>
  pattern.includes('?') ? pattern === value : glob(pattern, value)

const compared = (value: unknown, op: '<' | '>' | '<=' | '>=', wanted: string): Ternary => {
  const [a, b] = [Number(value), Number(wanted)]
  if (Number.isNaN(a) || Number.isNaN(b)) return 'no'
  return ternary(op === '<' ? a < b : op === '>' ? a > b : op === '<=' ? a <= b : a >= b)
}

const holds = (filter: MetricFilter, sample: Sample): Ternary => {
  if ('all' in filter) return every(filter.all.map((f) => holds(f, sample)))
  if ('any' in filter) return some(filter.any.map((f) => holds(f, sample)))
  const found = memberOf(sample.record, filter.path)
  if (found === 'unknown') return 'unknown'
  if (filter.op === 'not exists') return ternary(found === 'absent')
  // whether `!=` holds of a member that is not there is not documented
  if (found === 'absent') return filter.op === '!=' ? 'unknown' : 'no'
  if (filter.op === 'is true') return ternary(found.known === true)
  if (filter.op === 'is false') return ternary(found.known === false)
  if (!('value' in filter)) return 'unknown'
  if (filter.op === '=') return ternary(like(filter.value, String(found.known)))
  if (filter.op === '!=') return not(ternary(like(filter.value, String(found.known))))
  return compared(found.known, filter.op, filter.value)
}

const parsed = new Map<string, MetricFilter | undefined>()

const parsedOnce = (pattern: string): MetricFilter | undefined => {
  if (parsed.size > 10_000) parsed.clear()
  if (!parsed.has(pattern)) parsed.set(pattern, parseMetricFilter(pattern))
  return parsed.get(pattern)
}

/**
 * Whether a metric filter matches an event. An empty pattern matches all; patterns of words, of columns and with
 * regular expressions are not tried.
 */
export const metricFilterMatches = (pattern: string, sample: Sample): Ternary => {
  if (pattern.trim() === '') return 'yes'
  const filter = parsedOnce(pattern)
  return filter === undefined ? 'unknown' : holds(filter, sample)
}
