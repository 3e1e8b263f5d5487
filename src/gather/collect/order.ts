import type { Snapshot } from '../../model/snapshot.ts'
import { canonical, compare } from './canonical.ts'
import { identity, listNames } from './merge/identity.ts'

/** Members that came from people or from AWS as documents: kept to the letter. */
const DOCUMENTS: ReadonlySet<string> = new Set([
  'boundary',
  'content',
  'eventConfiguration',
  'events',
  'lifecycle',
  'parents',
  'pattern',
  'policy',
  'selectors',
  'statements',
  'trustPolicy',
])

/** Members that are maps of names to texts. */
const MAPS: ReadonlySet<string> = new Set(['tags'])

type Json = Readonly<Record<string, unknown>>

/** What tells two entries of an inner list apart at first sight; the whole entry decides after it. */
const keyOf = (item: unknown): string => {
  if (typeof item !== 'object' || item === null) return String(item)
  const { account, region, id, name } = item as Json
  return [account, region, id, name].map((part) => part ?? '').join(' ')
}

const byKey = (a: unknown, b: unknown): number =>
  compare(keyOf(a), keyOf(b)) || compare(canonical(a), canonical(b))

const ordered = (value: unknown, name: string): unknown => {
  if (DOCUMENTS.has(name) || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => ordered(item, '')).sort(byKey)
  const members = Object.entries(value)
  // the member `known` stands for the member that holds it
  const named = members.map(([k, v]) => [k, ordered(v, k === 'known' ? name : k)] as const)
  return Object.fromEntries(MAPS.has(name) ? named.sort(([a], [b]) => compare(a, b)) : named)
}

/**
 * The same snapshot with every list in an order of its own, so that two readings of the same set-up differ in nothing but
 * times. Policies, selectors and the like stay as AWS answered them.
 */
export const orderSnapshot = (snapshot: Snapshot): Snapshot => {
  const sorted = listNames.map((list) => {
    const key = identity[list] as unknown as (item: unknown) => string
    const items = (snapshot[list] as readonly unknown[]).map((item) => ({
      key: key(item),
      item: ordered(item, ''),
    }))
    return [list, items.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item)]
  })
  return {
    ...snapshot,
    ...Object.fromEntries(sorted),
    organization: ordered(snapshot.organization, 'organization'),
  } as Snapshot
}
