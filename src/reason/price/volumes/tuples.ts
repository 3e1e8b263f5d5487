import { type Query, type Row, sql } from '../../../engine/sql.ts'
import { dataEventTypes } from '../../../model/catalogue/data-event-types.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Interval } from '../../../model/time.ts'
import type { EventClass } from '../../../model/volume.ts'
import type { SelectableEvent } from '../../selectors/types.ts'
import { NO_WRITERS, type Writers } from '../copies/files-sql.ts'
import { MARKS } from './resources-sql.ts'
import type { Tuple } from './tuple.ts'
import { type Sparing, tuplesSql } from './tuple-sql.ts'

const recordable: ReadonlySet<string> = new Set(dataEventTypes)

const text = (value: Row[string] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
const whole = (value: Row[string] | undefined): number => Number(value ?? 0)

type Resource = NonNullable<SelectableEvent['resources']>[number]

const part = (value: string | undefined): string | undefined =>
  value === MARKS.absent ? undefined : value

const resourceOf = (line: string): Resource => {
  const [type, arn, arnPrefix] = line.split(MARKS.parts).map(part)
  return {
    ...(type === undefined ? {} : { type }),
    ...(arn === undefined ? {} : { arn }),
    ...(arnPrefix === undefined ? {} : { arnPrefix }),
  }
}

/** `undefined` where the record has no resources; AWS writes none as well as an empty list. */
const resourcesOf = (value: Row[string] | undefined): readonly Resource[] | undefined => {
  if (typeof value === 'string')
    return value === '' ? [] : value.split(MARKS.resources).map(resourceOf)
  if (!Array.isArray(value)) return undefined
  return value.map((type: string | null) => (type === null ? {} : { type }))
}

const classOf = (category: string | undefined, readOnly: boolean | undefined): EventClass => {
  if (category === 'Data') return 'data'
  if (category === 'NetworkActivity') return 'network-activity'
  return readOnly === true ? 'management-read' : 'management-write'
}

/** The resource whose type is charged: the first with data events of its own. */
const chargedOf = (resources: readonly Resource[] | undefined): Resource | undefined =>
  resources?.find((r) => r.type !== undefined && recordable.has(r.type)) ?? resources?.[0]

const present = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }

const eventOf = (row: Row): SelectableEvent => ({
  ...present('eventCategory', text(row.category)),
  ...present('eventSource', text(row.event_source)),
  ...present('eventName', text(row.event_name)),
  ...present('readOnly', typeof row.read_only === 'boolean' ? row.read_only : undefined),
  ...present('eventType', text(row.event_type)),
  ...present('sessionCredentialFromConsole', text(row.console)),
  ...present('errorCode', text(row.error_code)),
  ...present('vpcEndpointId', text(row.vpc_endpoint_id)),
  ...present('userIdentityArn', text(row.caller)),
  ...present('resources', resourcesOf(row.resources)),
})

const matched = [
  'category',
  'event_source',
  'event_name',
  'read_only',
  'event_type',
  'console',
  'error_code',
  'vpc_endpoint_id',
  'caller',
  'resources',
] as const

/** Equal events are one object, so that what was found out of one is known of all. */
const interned = () => {
  const known = new Map<string, SelectableEvent>()
  return (row: Row): SelectableEvent => {
    const key = JSON.stringify(matched.map((column) => row[column] ?? null))
    const before = known.get(key)
    if (before !== undefined) return before
    const event = eventOf(row)
    known.set(key, event)
    return event
  }
}

/** A bucket that a request names is told by its name alone. */
const billedAs = (told: string | undefined, region: string): string | null => {
  if (told === undefined || told === '') return null
  return told.startsWith('arn:') ? told : `arn:${partitionOfRegion(region)}:s3:::${told}`
}

const typeOf = (kind: EventClass, event: SelectableEvent): string | null => {
  if (kind === 'data') return chargedOf(event.resources)?.type ?? null
  return kind === 'network-activity' ? (event.eventSource ?? null) : null
}

const tupleOf = (row: Row, event: SelectableEvent): Tuple => {
  const kind = classOf(event.eventCategory, event.readOnly)
  return {
    event,
    account: text(row.account) ?? '',
    region: text(row.region) ?? '',
    class: kind,
    type: typeOf(kind, event),
    resource: billedAs(text(row.resource), text(row.region) ?? ''),
    principal: text(row.principal) ?? null,
    invokedBy: text(row.invoked_by) ?? null,
    isRecursive: row.recursive === true,
    seen: whole(row.seen),
    again: whole(row.again),
    count: whole(row.events),
    bytes: whole(row.bytes),
  }
}

/** Callers without a role are looked for by themselves where fewer than one of so many has none. */
const FEW_WITHOUT = 20

const sparing = async (query: Query, window: Interval): Promise<Sparing> => {
  const further = await query(
    sql`SELECT DISTINCT recipient_account_id AS account FROM further_sightings`,
  )
  const [callers] = await query(sql`
    SELECT count(*) AS every_one, count(issuer_arn) AS with_role FROM events
    WHERE event_time >= make_timestamp(${window.from}) AND event_time < make_timestamp(${window.to})`)
  const all = whole(callers?.every_one)
  const without = all - whole(callers?.with_role)
  return {
    twice: further.flatMap((row) => text(row.account) ?? []),
    withRoles: without === 0 ? 'all' : without * FEW_WITHOUT < all ? 'nearly all' : 'some',
  }
}

/**
 * The events of a window as tuples: one look at the lake, whatever the number of selectors. `selectors` are all with
 * which the tuples are to be matched, proposed ones too. Reads `events`, `further_sightings` and `objects`.
 */
export const tuplesOf = async (
  query: Query,
  selectors: readonly Selectors[],
  window: Interval,
  writers: Writers = NO_WRITERS,
): Promise<readonly Tuple[]> => {
  const eventFor = interned()
  const spared = await sparing(query, window)
  const rows = await query(tuplesSql(selectors, window, writers, spared))
  return rows.map((row) => tupleOf(row, eventFor(row)))
}
