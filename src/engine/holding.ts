import type { NamingColumn } from '../model/lake.ts'
import { identifier, join, type Sql, sql } from './sql.ts'

/** Rows that hold one of some texts in a column; of a list, in any place of it. */
export interface Held {
  readonly column: NamingColumn
  readonly texts: readonly string[]
  /** Those without a text as well; or of these only what no service did on its own account. */
  readonly orMissing?: 'any' | 'not of services'
}

export const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' && value !== null && 'column' in value && 'texts' in value

/**
 * To stand behind FROM in place of `events`: every such row, and others. An engine that
 * knows which files can hold them leaves out the rest; a condition on the column must follow all the same.
 */
export const eventsHolding = (held: Held | undefined): Sql =>
  held === undefined ? { strings: ['events'], values: [] } : { strings: ['', ''], values: [held] }

/** What a service did on its own account: its record names nobody (facts/aws.md 1.3). */
export const ofServices = [
  { column: 'identity_type', text: 'AWSService' },
  { column: 'event_type', text: 'AwsServiceEvent' },
] as const

/** The same as a condition on rows, turned round. */
export const ofNoService = join(
  ofServices.map(({ column, text }) => sql`${identifier(column)} IS DISTINCT FROM ${text}`),
  ' AND ',
)
