import type { Held } from '../../engine/holding.ts'
import { identifier, join, oneOf, type Sql, sql } from '../../engine/sql.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Filter, SessionOf } from '../../model/scope.ts'
import { isBeginning, isNamingColumn, type Where } from './rows-where.ts'
import { withoutKey } from './without-key.ts'

/** A column that must hold one of some texts or beginnings; or nothing, where no service made the call. */
interface Lead {
  readonly column: string
  readonly texts: readonly string[]
  readonly beginnings: readonly string[]
  readonly orMissing?: 'not of services'
}

/** What a row must at least be for a filter not to be false. */
export type Coarse = (filter: Filter) => Sql

/** What a filter accepts, if it is about one column and nothing else. */
const accepted = (filter: Filter): Omit<Lead, 'orMissing'> | undefined => {
  if (!('is' in filter) || filter.ignoreCase === true) return undefined
  if (filter.path !== undefined || filter.decoded !== undefined) return undefined
  const { Equals: texts, StartsWith: beginnings = [], ...others } = filter.is
  const { column } = filter
  const isPlain = texts !== undefined && Object.keys(others).length === 0
  return isPlain && beginnings.every((b) => isBeginning(column, b))
    ? { column, texts, beginnings }
    : undefined
}

const ofPrincipals = (sessions: readonly SessionOf[]): Lead => ({
  column: 'principal_id',
  texts: [...new Set(sessions.map((s) => s.principalId))],
  beginnings: [],
})

const leadsOf = (filter: Filter, ofNoService = false): readonly Lead[] => {
  if ('all' in filter) {
    const none = ofNoService || filter.all.some((f) => 'not' in f && f.not === withoutKey)
    return filter.all.flatMap((f) => leadsOf(f, none))
  }
  if ('sessions' in filter) return [ofPrincipals(filter.sessions)]
  const lead = accepted(filter)
  if (lead === undefined || !('is' in filter)) return []
  if (filter.missing === 'no') return [lead]
  // A key may also be masked; where an id is not told, there is none.
  return ofNoService && lead.column === 'principal_id'
    ? [{ ...lead, orMissing: 'not of services' }]
    : []
}

const isNaming = ({ column }: Lead): boolean => isNamingColumn(column)

/** The column of which a filter wants one of a few texts, before all else; one by which files are left out, if any. */
const leadOf = (filter: Filter): Lead | undefined => {
  const all = leadsOf(filter)
  const sure = all.filter((lead) => lead.orMissing === undefined)
  return sure.find(isNaming) ?? sure[0] ?? all.find(isNaming)
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
  [...groupBy(flat(filter), (one) => keyOf(leadOf(one)))].map(([, any]) => {
    const leads = any.flatMap((one) => leadOf(one) ?? [])
    const each = (of: (lead: Lead) => readonly string[]) => [...new Set(leads.flatMap(of))]
    const texts = each((lead) => lead.texts)
    const beginnings = each((lead) => lead.beginnings)
    return { lead: leads[0] && { ...leads[0], texts, beginnings }, any: { any } }
  })

const keyOf = (lead: Lead | undefined): string => `${lead?.column} ${lead?.orMissing}`

const asFilter = ({ column, texts, beginnings, orMissing }: Lead): Filter => ({
  column,
  is: { Equals: texts, ...(beginnings.length > 0 && { StartsWith: beginnings }) },
  missing: orMissing === undefined ? 'no' : 'unknown',
})

const heldBy = ({ column, texts, beginnings, orMissing }: Lead): Held | undefined =>
  isNamingColumn(column)
    ? { column, texts: [...texts, ...beginnings], ...(orMissing && { orMissing }) }
    : undefined

/** Columns that alone show somebody. */
const SHOWING: readonly string[] = ['access_key_id', 'principal_id']

/** The rows that are shown by the lead alone, if each of a way is: exactly these, and surely. */
const shownAlone = ({ lead, any }: Alternative): Sql | undefined =>
  lead !== undefined &&
  lead.orMissing === undefined &&
  lead.beginnings.length === 0 &&
  SHOWING.includes(lead.column) &&
  flat(any).every((one) => accepted(one) !== undefined)
    ? oneOf(identifier(lead.column), lead.texts)
    : undefined

/**
 * The same as conditions on rows. Where a column alone shows somebody, rows that it shows are not looked for in other
 * ways: that column is soon read, and he mostly shows himself in several.
 */
export const ledBy = (filter: Filter, coarse: Coarse): readonly Where[] => {
  const ways = alternatives(filter)
  return ways.map((way, i) => {
    const { lead, any } = way
    if (lead === undefined) return coarse(any)
    const held = heldBy(lead)
    const shown = ways.slice(0, i).flatMap((other) => shownAlone(other) ?? [])
    const leads = [
      ...(held === undefined ? [coarse(asFilter(lead))] : []),
      ...shown.map((is) => sql`(${is}) IS NOT TRUE`),
    ]
    return {
      ...(held && { held }),
      ...(leads.length > 0 && { lead: join(leads, ' AND ') }),
      ...(shownAlone(way) === undefined && { rest: coarse(any) }),
    }
  })
}
