import { actorName } from '../reason/ask/actor-name.ts'
import { safe } from './format/safe.ts'
import { renderTable, type Table, tableWidth } from './format/table.ts'
import { wrap } from './format/wrap.ts'

/** The members of a shown event that people read, with their headings. */
const COLUMNS = [
  ['time', 'eventTime'],
  ['event', 'eventName'],
  ['account', 'account'],
  ['region', 'region'],
  ['who', 'who'],
  ['behind it', 'actor'],
  ['key', 'accessKeyId'],
  ['address', 'sourceIPAddress'],
  ['resource', 'resource'],
  ['error', 'errorCode'],
] as const

type Shown = readonly Record<string, unknown>[]
type Named = (typeof COLUMNS)[number]

const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

const withActor = (events: Shown): Shown => events.map((e) => ({ ...e, actor: actorName(e) }))

/** Columns that hold something. */
const used = (events: Shown): Named[] =>
  COLUMNS.filter(([, key]) => events.some((e) => isThere(e[key])))

const tableOf = (events: Shown, columns: readonly Named[]): Table => ({
  columns: columns.map(([name]) => name),
  rows: events.map((e) => columns.map(([, key]) => e[key])),
})

/** The events for other programs: the same columns whatever the events hold. */
export const exportTable = (events: Shown): Table => {
  const columns = [...COLUMNS, ['source', 'eventSource'], ['id', 'eventID']] as const
  return {
    columns: columns.map(([name]) => name),
    rows: withActor(events).map((e) => columns.map(([, key]) => e[key])),
  }
}

const told = (event: Record<string, unknown>, columns: readonly Named[]): string =>
  columns
    .filter(([, key]) => isThere(event[key]))
    .map(([name, key]) => `${name} ${safe(String(event[key]))}`)
    .join(', ')

/** An event as a paragraph: its time and name, and below them the rest, uncut. */
const card = (
  event: Record<string, unknown>,
  columns: readonly Named[],
  width: number,
): string[] => {
  const head = columns.filter(([name]) => name === 'time' || name === 'event')
  const rest = columns.filter(([name]) => name !== 'time' && name !== 'event')
  return [
    head.map(([, key]) => safe(String(event[key] ?? ''))).join('  '),
    ...wrap(told(event, rest), width - 4).map((line) => `    ${line}`),
  ]
}

/**
 * Events for a terminal. What is the same in every one is said once, above; the rest is a table where it fits
 * without cutting, and a paragraph for each event where it does not: a cut ARN helps nobody.
 */
export const eventLines = (shown: Shown, width: number): string[] => {
  const events = withActor(shown)
  const constant = ([name, key]: Named) =>
    events.length > 1 && name !== 'time' && events.every((e) => e[key] === events[0]?.[key])
  const same = used(events).filter(constant)
  const differ = used(events).filter((c) => !constant(c))
  const table = tableOf(events, differ)
  const lines =
    tableWidth(table) <= width
      ? renderTable(table, 'table', width).split('\n')
      : events.flatMap((e) => card(e, differ, width))
  return [...wrap(told(events[0] ?? {}, same), width), ...lines]
}
