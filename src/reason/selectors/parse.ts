import { z } from 'zod'
import { type Selectors, selectorsSchema } from '../../model/selector.ts'

/** Members that wrap the selectors in an answer or a record, and say nothing about them. */
const envelope = ['TrailARN', 'TrailName', 'EventDataStore', 'EventDataStoreArn', '$metadata']

/** lowerCamelCase of a record to the casing of the API (facts/aws.md 5). */
const apiName = (key: string): string => key.slice(0, 1).toUpperCase() + key.slice(1)

/** Selectors are four levels deep; what is much deeper is none, and would exhaust the stack. */
const DEPTH = 10

/**
 * Members renamed at every depth; a member that is null counts as absent (facts/aws.md 5). Names that clash, and
 * nesting without end, make it `undefined`.
 */
const withApiNames = (value: unknown, depth = DEPTH): unknown => {
  if (depth === 0) return undefined
  if (Array.isArray(value)) return value.map((member) => withApiNames(member, depth - 1))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([key, member]) => [apiName(key), withApiNames(member, depth - 1)] as const)
  return new Set(entries.map(([key]) => key)).size === entries.length
    ? Object.fromEntries(entries)
    : undefined
}

const object = z.record(z.string(), z.unknown())

/**
 * Selectors from an answer of GetEventSelectors, or from requestParameters or responseElements of a PutEventSelectors
 * record. `undefined` when they cannot be understood: the state is then unknown, not empty. A value that names
 * neither list is not understood.
 */
export const parseSelectors = (value: unknown): Selectors | undefined => {
  const renamed = object.safeParse(withApiNames(value))
  if (!renamed.success) return undefined
  const rest = Object.fromEntries(
    Object.entries(renamed.data).filter(([key]) => !envelope.includes(key)),
  )
  const parsed = selectorsSchema.safeParse(rest)
  if (!parsed.success) return undefined
  const { EventSelectors, AdvancedEventSelectors } = parsed.data
  return EventSelectors === undefined && AdvancedEventSelectors === undefined
    ? undefined
    : parsed.data
}
