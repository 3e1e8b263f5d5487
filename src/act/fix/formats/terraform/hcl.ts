import { withoutUnseen } from '../texts.ts'

/** A value of an attribute: plain, a name of the same file, or data that stands as JSON. */
type HclValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly names: string | readonly string[] }
  | { readonly map: Readonly<Record<string, string>> }
  | { readonly json: unknown }

export interface HclBlock {
  readonly block: string
  readonly labels?: readonly string[]
  readonly body: HclBody
}
/** In order; a member that is undefined is left out. */
export type HclBody = readonly (HclBlock | readonly [string, HclValue | undefined])[]

const escaped = (code: number): string =>
  code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`

/** A text of which nothing is evaluated: `${` and `%{` are written twice. */
const hclText = (text: string): string =>
  `"${withoutUnseen(text.replace(/[\\"]/g, '\\$&').replace(/[$%](?=\{)/g, '$&$&'), escaped)}"`

const RESERVED = new Set(['for', 'if', 'in', 'null', 'true', 'false'])

const keyText = (key: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !RESERVED.has(key) ? key : hclText(key)

const graphemes = new Intl.Segmenter()
const width = (text: string): number =>
  /^[\x20-\x7e]*$/.test(text) ? text.length : [...graphemes.segment(text)].length

type Line = readonly [key: string, value: readonly string[]]

/** `terraform fmt`: the signs of neighbouring lines stand below each other; what takes several lines stands alone. */
const aligned = (entries: readonly Line[]): readonly string[] => {
  const runs: Line[][] = []
  let isOpen = false
  for (const entry of entries) {
    const isShort = entry[1].length === 1
    const last = runs.at(-1)
    if (isShort && isOpen && last !== undefined) last.push(entry)
    else runs.push([entry])
    isOpen = isShort
  }
  return runs.flatMap((run) => {
    const widest = Math.max(...run.map(([key]) => width(key)))
    return run.flatMap(([key, [first = '', ...rest]]) => [
      `${key}${' '.repeat(widest - width(key))} = ${first}`,
      ...rest,
    ])
  })
}

const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `  ${line}`))

const listOf = (items: readonly (readonly string[])[]): readonly string[] => {
  if (items.length === 0) return ['[]']
  const flat = `[${items.map((lines) => lines.join('\n')).join(', ')}]`
  if (items.every((lines) => lines.length === 1) && flat.length <= 80) return [flat]
  const closed = items.map((lines) => [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`])
  return ['[', ...indented(closed.flat()), ']']
}

const mapOf = (entries: readonly Line[]): readonly string[] =>
  entries.length === 0 ? ['{}'] : ['{', ...indented(aligned(entries)), '}']

const jsonLines = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [hclText(value)]
  if (Array.isArray(value)) return listOf(value.map(jsonLines))
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)]
  return mapOf(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [keyText(key), jsonLines(member)] as const),
  )
}

const isList = (value: HclValue): value is readonly string[] => Array.isArray(value)

const valueLines = (value: HclValue): readonly string[] => {
  if (typeof value === 'string') return [hclText(value)]
  if (typeof value !== 'object') return [String(value)]
  if (isList(value)) return listOf(value.map((item) => [hclText(item)]))
  if ('names' in value)
    return typeof value.names === 'string' ? [value.names] : listOf(value.names.map((n) => [n]))
  if ('map' in value) return jsonLines(value.map)
  const [first = '', ...rest] = jsonLines(value.json)
  const lines = [`jsonencode(${first}`, ...rest]
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''})`]
}

const bodyLines = (body: HclBody): readonly string[] => {
  const attributes = body.flatMap((item): readonly Line[] =>
    'block' in item || item[1] === undefined ? [] : [[item[0], valueLines(item[1])]],
  )
  const blocks = body.filter((item) => 'block' in item).map(blockLines)
  const parts = [aligned(attributes), ...blocks].filter((lines) => lines.length > 0)
  return parts.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))
}

const blockLines = ({ block, labels = [], body }: HclBlock): readonly string[] => {
  const inner = bodyLines(body)
  const head = [block, ...labels.map(hclText)].join(' ')
  return inner.length === 0 ? [`${head} {`, '}'] : [`${head} {`, ...indented(inner), '}']
}

/** A file of Terraform as `terraform fmt` has it, of which no text can be more than a text. */
export const hclOf = (comment: string, blocks: readonly HclBlock[]): string => {
  const head = `# ${withoutUnseen(comment, (code) => `(U+${code.toString(16).toUpperCase()})`)}`
  return `${[[head], ...blocks.map(blockLines)].map((lines) => lines.join('\n')).join('\n\n')}\n`
}
