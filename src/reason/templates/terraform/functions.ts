import type { TemplateValue } from '../types.ts'
import {
  isList,
  isMap,
  isResolved,
  isUnresolved,
  joined,
  mapOf,
  member,
  numberOf,
  textOf,
  unresolved,
} from '../values.ts'

type Function = (args: readonly TemplateValue[], text: string) => TemplateValue | undefined

const same = (a: TemplateValue, b: TemplateValue): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

const listOf = (value: TemplateValue | undefined): readonly TemplateValue[] | undefined =>
  isList(value) ? value : undefined

/** A value whose every list is spread into it, however deep. */
const flat = (value: TemplateValue): readonly TemplateValue[] =>
  isList(value) ? value.flatMap(flat) : [value]

const distinct = (values: readonly TemplateValue[]): readonly TemplateValue[] =>
  values.filter((value, i) => values.findIndex((other) => same(value, other)) === i)

const format: Function = ([pattern, ...values], text) => {
  if (typeof pattern !== 'string' || /%(?![sdv%])/.test(pattern)) return undefined
  const parts = pattern.split(/(%[sdv%])/)
  let next = 0
  const filled = parts.map((part): TemplateValue => {
    if (!/^%[sdv]$/.test(part)) return part === '%%' ? '%' : part
    next += 1
    return values[next - 1] ?? unresolved('function', text)
  })
  return joined(filled, text)
}

const join: Function = ([separator, list], text) => {
  const items = listOf(list)
  if (typeof separator !== 'string' || items === undefined) return undefined
  return joined(
    items.flatMap((item, i) => (i === 0 ? [item] : [separator, item])),
    text,
  )
}

const jsondecode: Function = ([value]) => {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as TemplateValue) : undefined
  } catch {
    return undefined
  }
}

const keepsSet: Function = ([value]) =>
  isList(value) && isResolved(value) ? distinct(value) : undefined

const onText =
  (change: (text: string) => string): Function =>
  ([value]) =>
    typeof value === 'string' ? change(value) : undefined

/** Functions of Terraform that are evaluated; undefined: not with these arguments. */
export const functions: Readonly<Record<string, Function>> = {
  jsonencode: ([value]) =>
    value !== undefined && isResolved(value) ? JSON.stringify(value) : undefined,
  jsondecode,
  format,
  join,
  concat: (args) =>
    args.every(isList) ? args.flatMap((list) => (isList(list) ? list : [])) : undefined,
  flatten: ([value]) => (isList(value) && isResolved(value) ? flat(value) : undefined),
  distinct: keepsSet,
  toset: keepsSet,
  tolist: ([value]) => listOf(value),
  tomap: ([value]) => (isMap(value) ? value : undefined),
  tostring: ([value]) => textOf(value),
  tonumber: ([value]) => numberOf(value),
  compact: ([value]) =>
    isList(value) && isResolved(value) ? value.filter((v) => v !== '' && v !== null) : undefined,
  sort: ([value]) =>
    isList(value) && value.every((v) => typeof v === 'string') ? [...value].sort() : undefined,
  merge: (args) =>
    args.every(isMap)
      ? mapOf(args.flatMap((map) => (isMap(map) ? Object.entries(map) : [])))
      : undefined,
  lookup: ([map, key, fallback]) =>
    isMap(map) && typeof key === 'string' ? (member(map, key) ?? fallback) : undefined,
  keys: ([map]) => (isMap(map) ? Object.keys(map).sort() : undefined),
  values: ([map]) =>
    isMap(map)
      ? Object.keys(map)
          .sort()
          .map((key) => member(map, key) ?? null)
      : undefined,
  length: ([value]) =>
    isList(value)
      ? value.length
      : isMap(value)
        ? Object.keys(value).length
        : typeof value === 'string'
          ? [...value].length
          : undefined,
  contains: ([list, wanted]) =>
    isList(list) && isResolved(list) && wanted !== undefined && isResolved(wanted)
      ? list.some((item) => same(item, wanted))
      : undefined,
  coalesce: (args) =>
    args.some(isUnresolved) ? undefined : args.find((v) => v !== null && v !== ''),
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  trimspace: onText((text) => text.trim()),
  split: ([separator, value]) =>
    typeof separator === 'string' && separator !== '' && typeof value === 'string'
      ? value.split(separator)
      : undefined,
}
