import type { Sql } from '../../engine/sql.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Filter } from '../../model/scope.ts'
import type { Led } from './rows-where.ts'

interface Lead {
  readonly column: string
  readonly values: readonly string[]
}

/** The column of which a filter wants one of a few texts, before all else. */
const leadOf = (filter: Filter): Lead | undefined => {
  if ('all' in filter) return filter.all.map(leadOf).find((lead) => lead !== undefined)
  if (!('is' in filter) || filter.missing !== 'no' || filter.ignoreCase === true) return undefined
  const { Equals, ...others } = filter.is
  const isPlain = filter.path === undefined && filter.decoded === undefined
  return Equals !== undefined && isPlain && Object.keys(others).length === 0
    ? { column: filter.column, values: Equals }
    : undefined
}

const flat = (filter: Filter): readonly Filter[] =>
  'any' in filter ? filter.any.flatMap(flat) : [filter]

/** Of filters one must be met, and before that a column must hold one of a few texts, if they all want that. */
interface Alternative {
  readonly lead: Filter | undefined
  readonly any: Filter
}

/**
 * A filter as several, of which one must be met, each led by one column as far as that goes: an engine that looks for
 * them one by one reads that column and little else, where for all at once it would read every column of every row.
 */
const alternatives = (filter: Filter): readonly Alternative[] =>
  [...groupBy(flat(filter), (one) => leadOf(one)?.column)].map(([column, any]) => {
    const values = [...new Set(any.flatMap((one) => leadOf(one)?.values ?? []))]
    const lead: Filter | undefined =
      column === undefined ? undefined : { column, is: { Equals: values }, missing: 'no' }
    return { lead, any: { any } }
  })

/** The same as conditions on rows; `coarse` as in `ClosureSources`. */
export const ledBy = (filter: Filter, coarse: (filter: Filter) => Sql): readonly (Sql | Led)[] =>
  alternatives(filter).map(({ lead, any }) =>
    lead === undefined ? coarse(any) : { lead: coarse(lead), rest: coarse(any) },
  )
