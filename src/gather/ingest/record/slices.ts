/**
 * Cuts the text of a JSON value into the texts of its members, so that numbers keep their digits and
 * strings their escapes. Every function here takes text that `JSON.parse` has already accepted.
 */

const isSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9

const skipSpace = (text: string, from: number): number => {
  let i = from
  while (isSpace(text.charCodeAt(i))) i++
  return i
}

const endOfString = (text: string, from: number): number => {
  let i = from + 1
  for (;;) {
    const c = text.charCodeAt(i)
    if (c === 34) return i + 1
    i += c === 92 ? 2 : 1
  }
}

const endOfNested = (text: string, from: number): number => {
  let depth = 0
  let i = from
  for (;;) {
    const c = text.charCodeAt(i)
    if (c === 34) {
      i = endOfString(text, i)
      continue
    }
    i++
    if (c === 123 || c === 91) depth++
    else if ((c === 125 || c === 93) && --depth === 0) return i
  }
}

const endOfValue = (text: string, from: number): number => {
  const c = text.charCodeAt(from)
  if (c === 34) return endOfString(text, from)
  if (c === 123 || c === 91) return endOfNested(text, from)
  let i = from
  while (i < text.length && !/[\s,\]}]/.test(text[i] as string)) i++
  return i
}

/** A member of an object: its key decoded and as written, and the text of its value. */
export interface Member {
  readonly key: string
  readonly keyText: string
  readonly text: string
  /** Where the value begins in the text that was cut. */
  readonly start: number
}

const eachMember = function* (text: string): Generator<Member> {
  let i = skipSpace(text, skipSpace(text, 0) + 1)
  while (text[i] === '"') {
    const keyEnd = endOfString(text, i)
    const keyText = text.slice(i, keyEnd)
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const end = endOfValue(text, start)
    const key: string = JSON.parse(keyText)
    yield { key, keyText, text: text.slice(start, end), start }
    i = skipSpace(text, end)
    if (text[i] === ',') i = skipSpace(text, i + 1)
  }
}

/** The members of an object by decoded key. Of a key written twice the last counts, as for JSON.parse. */
export const members = (text: string): Map<string, Member> =>
  new Map([...eachMember(text)].map((m) => [m.key, m]))

/** Whether an object writes a key twice: readers differ in which of its values counts. */
export const repeatsKey = (text: string): boolean => {
  const all = [...eachMember(text)]
  return new Set(all.map((m) => m.key)).size < all.length
}

/** `[start, end)` in a text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Where each element of an array begins and ends. */
export const elementRanges = (text: string): Range[] => {
  const out: Range[] = []
  let i = skipSpace(text, skipSpace(text, 0) + 1)
  while (i < text.length && text[i] !== ']') {
    const end = endOfValue(text, i)
    out.push({ start: i, end })
    i = skipSpace(text, end)
    if (text[i] === ',') i = skipSpace(text, i + 1)
  }
  return out
}

/** The texts of an array's elements. */
export const elements = (text: string): string[] =>
  elementRanges(text).map(({ start, end }) => text.slice(start, end))

/** Cuts a JSON text into its strings and what stands between them. A scanner: a regex would recurse on long strings. */
const runs = function* (
  text: string,
): Generator<{ readonly run: string; readonly isString: boolean }> {
  let i = 0
  while (i < text.length) {
    const quote = text.indexOf('"', i)
    if (quote !== i) yield { run: text.slice(i, quote < 0 ? text.length : quote), isString: false }
    if (quote < 0) return
    i = endOfString(text, quote)
    yield { run: text.slice(quote, i), isString: true }
  }
}

/** The same text without the white space between its tokens. */
export const minify = (text: string): string => {
  if (!/\s/.test(text)) return text
  let out = ''
  for (const { run, isString } of runs(text)) out += isString ? run : run.replace(/\s+/g, '')
  return out
}

const LONE_SURROGATE = /\p{Surrogate}/u

/** Whether a text can be written as UTF-8 without loss. */
export const isWellFormed = (text: string): boolean => !LONE_SURROGATE.test(text)

/** Whether every string in a JSON text is well-formed: what escapes say counts. */
export const isWellFormedJson = (text: string): boolean => {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return true
  for (const { run, isString } of runs(text))
    if (isString && !isWellFormed(JSON.parse(run))) return false
  return true
}
