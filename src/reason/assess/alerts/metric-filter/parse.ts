import { type Token, tokensOf } from './tokens.ts'

/** A metric filter for JSON events, read (CloudWatch Logs user guide, filter and pattern syntax). */
export type MetricFilter =
  | { readonly all: readonly MetricFilter[] }
  | { readonly any: readonly MetricFilter[] }
  | { readonly path: readonly string[]; readonly op: Op; readonly value: string }
  | { readonly path: readonly string[]; readonly op: 'not exists' | 'is true' | 'is false' }

const ops = ['=', '!=', '<', '>', '<=', '>='] as const
type Op = (typeof ops)[number]

interface Cursor {
  readonly tokens: readonly Token[]
  at: number
}

const pathOf = (selector: string): readonly string[] =>
  [...selector.slice(1).matchAll(/\.([A-Za-z0-9_\-:]+)|\[(\d+)\]|\['([^']*)'\]/g)].map(
    ([, name, index, quoted]) => name ?? index ?? quoted ?? '',
  )

const isSymbol = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'symbol' && token.text === text

/** The words after a selector that are no comparison; undefined for what is not understood. */
const spoken = { 'NOT EXISTS': 'not exists', 'IS TRUE': 'is true', 'IS FALSE': 'is false' } as const

const comparison = (cursor: Cursor): MetricFilter | undefined => {
  const [selector, operator, value] = cursor.tokens.slice(cursor.at, cursor.at + 3)
  if (selector?.kind !== 'selector') return undefined
  const path = pathOf(selector.text)
  cursor.at += 3
  const op = ops.find((o) => isSymbol(operator, o))
  // %...% is a regular expression, which is not tried here
  if (op !== undefined && value?.kind === 'word' && (value.isQuoted || !value.text.startsWith('%')))
    return { path, op, value: value.text }
  if (operator?.kind !== 'word' || value?.kind !== 'word') return undefined
  const words = `${operator.text} ${value.text}`.toUpperCase()
  return words in spoken ? { path, op: spoken[words as keyof typeof spoken] } : undefined
}

const unit = (cursor: Cursor): MetricFilter | undefined => {
  if (!isSymbol(cursor.tokens[cursor.at], '(')) return comparison(cursor)
  cursor.at += 1
  const inner = chain(cursor, '||')
  if (inner === undefined || !isSymbol(cursor.tokens[cursor.at], ')')) return undefined
  cursor.at += 1
  return inner
}

/** `&&` binds tighter than `||`. */
const chain = (cursor: Cursor, symbol: '||' | '&&'): MetricFilter | undefined => {
  const parts: MetricFilter[] = []
  do {
    if (parts.length > 0) cursor.at += 1
    const part = symbol === '||' ? chain(cursor, '&&') : unit(cursor)
    if (part === undefined) return undefined
    parts.push(part)
  } while (isSymbol(cursor.tokens[cursor.at], symbol))
  const [first] = parts
  if (parts.length === 1) return first
  return symbol === '||' ? { any: parts } : { all: parts }
}

/** Reads `{ ($.eventName = X) || ... }`; undefined for any other kind of pattern, and for what is not understood. */
export const parseMetricFilter = (pattern: string): MetricFilter | undefined => {
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(pattern)?.[1]
  const tokens = inner === undefined ? undefined : tokensOf(inner)
  if (tokens === undefined) return undefined
  const cursor: Cursor = { tokens, at: 0 }
  const filter = chain(cursor, '||')
  return cursor.at === tokens.length ? filter : undefined
}
