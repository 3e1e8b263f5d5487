import type { Sql } from '../../engine/sql.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Filter } from '../../model/scope.ts'
import { isNamingColumn, type Where } from './rows-where.ts'

interface Lead {
  readonly column: string
  readonly values: readonly string[]
  /** `unknown`: or no text at all. */
  readonly missing: 'no' | 'unknown'
}

const leadsOf = (filter: Filter): readonly Lead[] => {
  if ('all' in filter) return filter.all.flatMap(leadsOf)
  if (!('is' in filter) || filter.ignoreCase === true) return []
  const { Equals, ...others } = filter.is
  const isPlain = filter.path === undefined && filter.decoded === undefined
  return Equals !== undefined && isPlain && Object.keys(others).length === 0
    ? [{ column: filter.column, values: Equals, missing: filter.missing }]
    : []
}

/** The column of which a filter wants one of a few texts, before all else; or that, or none. */
const leadOf = (filter: Filter): Lead | undefined => {
  const leads = leadsOf(filter)
  return leads.find((lead) => lead.missing === 'no') ?? leads[0]
}

const flat = (filter: Filter): readonly Filter[] =>
  'any' in filter ? filter.any.flatMap(flat) : [filter]

/** Of filters one must be met, and before that a column must hold one of a few texts, if they all want that. */
interface Alternative {
  readonly lead: Lead | undefined
  readonly any: Filter
}

/**
 * A filter as several, of which one must be met, each led by one column as far as that goes: an engine that looks for
 * them one by one reads that column and little else, where for all at once it would read every column of every row.
 */
const alternatives = (filter: Filter): readonly Alternative[] =>
  [...groupBy(flat(filter), (one) => groupOf(leadOf(one)))].map(([, any]) => {
    const leads = any.flatMap((one) => leadOf(one) ?? [])
    const values = [...new Set(leads.flatMap((lead) => lead.values))]
    return { lead: leads[0] && { ...leads[0], values }, any: { any } }
  })

const groupOf = (lead: Lead | undefined): string => `${lead?.column} ${lead?.missing}`

const asFilter = ({ column, values, missing }: Lead): Filter => ({
  column,
  is: { Equals: values },
  missing,
})

/** The same as conditions on rows; `coarse` as in `ClosureSources`. */
export const ledBy = (filter: Filter, coarse: (filter: Filter) => Sql): readonly Where[] =>
  alternatives(filter).map(({ lead, any }) => {
    if (lead === undefined) return coarse(any)
    const { column, values: texts } = lead
    const led = { lead: coarse(asFilter(lead)), rest: coarse(any) }
    return isNamingColumn(column) && lead.missing === 'no'
      ? { ...led, held: { column, texts } }
      : led
  })
