import { type Row, sql } from '../../../engine/sql.ts'
import type { ExplainingEvent } from '../../../model/verification.ts'

/** Who did it, by the best that a record tells; an ARN where there is one. */
export const actorColumn = sql`
  coalesce(identity_arn, issuer_arn, user_name, principal_id, invoked_by, identity_account_id)`

const textOf = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** A row with `event_time`, `event_name`, `event_id` and `actor`. */
export const explainingEvent = (row: Row): ExplainingEvent => ({
  time: Number(row.event_time),
  name: textOf(row.event_name) ?? '',
  eventId: textOf(row.event_id) ?? '',
  actor: textOf(row.actor),
})
