import { z } from 'zod'
import { type Snapshot, snapshotSchema } from '../model/snapshot.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** Times of reading say nothing in an example, and are the same everywhere. */
const NOISE = new Set(['readAt', 'collectedAt', 'schema', 'partition'])

/** What tells the members of a list apart. */
const IDENTITY = ['arn', 'name', 'id', 'what', 'account', 'region'] as const

const identityOf = (value: JsonObject): JsonObject => {
  const strong = (['arn', 'name', 'id'] as const).find((k) => typeof value[k] === 'string')
  const keys = strong === undefined ? IDENTITY : [strong]
  return Object.fromEntries(
    keys.flatMap((k) => (typeof value[k] === 'string' ? [[k, value[k]]] : [])),
  )
}

/** Lists that only say where something was asked: a new account adds dozens of lines that are all alike. */
const PLACES = new Set(['listings', 'trailsListed', 'regions', 'accounts'])

const changedList = (key: string, healthy: readonly Json[], given: readonly Json[]): Json => {
  if (![...healthy, ...given].every(isObject)) return given
  const before = healthy as readonly JsonObject[]
  const after = given as readonly JsonObject[]
  const find = (list: readonly JsonObject[], id: JsonObject) =>
    list.find((v) => same(identityOf(v), id))
  const changed = after.flatMap((v): Json[] => {
    const id = identityOf(v)
    const counterpart = find(before, id)
    if (counterpart === undefined && PLACES.has(key)) return []
    const rest = changedObject(counterpart ?? before[0] ?? {}, v)
    return rest === undefined ? [] : [{ ...id, ...rest }]
  })
  const fresh = after.filter((v) => find(before, identityOf(v)) === undefined)
  const lost = before.filter((v) => find(after, identityOf(v)) === undefined)
  const places = (list: readonly JsonObject[]): Json[] => {
    const accounts = [...new Set(list.map((v) => v.account))].filter((a) => typeof a === 'string')
    return list.length === 0 || !PLACES.has(key)
      ? []
      : [`... and ${list.length} more of ${accounts.join(', ')}`]
  }
  return [
    ...changed,
    ...places(fresh),
    ...lost.map((v) => ({ ...identityOf(v), is: 'not in the snapshot' })),
  ]
}

/** The members that differ, in the order of the given object. */
const changedObject = (healthy: JsonObject, given: JsonObject): JsonObject | undefined => {
  const keys = [...new Set([...Object.keys(given), ...Object.keys(healthy)])]
  const changed = keys.flatMap((key): [string, Json][] => {
    const [a, b] = [healthy[key], given[key]]
    if (NOISE.has(key) || same(a, b)) return []
    if (b === undefined)
      return [[key, isObject(a) && 'known' in a ? '(not collected)' : '(absent)']]
    if (isObject(a) && isObject(b)) {
      const inner = Object.keys(a).some((k) => k in b) ? changedObject(a, b) : b
      return inner === undefined ? [] : [[key, inner]]
    }
    if (isList(a) && isList(b)) {
      const list = changedList(key, a, b)
      return isList(list) && list.length === 0 && b.length > 0 ? [] : [[key, list]]
    }
    return [[key, b]]
  })
  return changed.length === 0 ? undefined : Object.fromEntries(changed)
}

/** JSON that puts on one line what fits. */
const pretty = (value: Json, indent: string, width: number): string => {
  const flat = JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ')
  if (flat.length <= width - indent.length || typeof value !== 'object' || value === null)
    return flat
  const inner = `${indent}  `
  const lines = isList(value)
    ? value.map((v) => pretty(v, inner, width))
    : Object.entries(value).map(
        ([k, v]) => `${JSON.stringify(k)}: ${pretty(v as Json, inner, width)}`,
      )
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${lines.map((l) => inner + l).join(',\n')}\n${indent}${close}`
}

/** What of a snapshot differs from another, as JSON in the words of a snapshot file; `{}` when nothing does. */
export const snapshotExcerpt = (healthy: Snapshot, given: Snapshot): string =>
  pretty(
    changedObject(
      z.encode(snapshotSchema, healthy) as JsonObject,
      z.encode(snapshotSchema, given) as JsonObject,
    ) ?? {},
    '',
    96,
  )
