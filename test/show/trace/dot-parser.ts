/** What a DOT file says: its nodes and arrows with their attributes. Throws on whatever Graphviz would not read. */
export interface Dot {
  readonly nodes: ReadonlyMap<string, Readonly<Record<string, string>>>
  readonly arrows: readonly {
    readonly from: string
    readonly to: string
    readonly attributes: Readonly<Record<string, string>>
  }[]
}

/** Graphviz's lexical grammar, as far as we write it: names, numbers, quoted strings, arrows and marks. */
const TOKEN = /\s*(?:([A-Za-z_][\w]*|-?\d+(?:\.\d+)?)|"((?:[^"\\\n]|\\.)*)"|(->|[{}[\]=;,]))/y

const tokensOf = (text: string): { readonly mark: string; readonly value: string }[] => {
  const out = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const m = TOKEN.exec(text)
    if (m === null) throw new Error(`no DOT at ${at}: ${text.slice(at, at + 40)}`)
    out.push(
      m[3] === undefined ? { mark: 'id', value: m[1] ?? m[2] ?? '' } : { mark: m[3], value: m[3] },
    )
  }
  return out
}

export const parseDot = (text: string): Dot => {
  const tokens = tokensOf(text)
  const nodes = new Map<string, Readonly<Record<string, string>>>()
  const arrows: Dot['arrows'][number][] = []
  let i = 0
  const take = (mark: string): string => {
    const token = tokens[i++]
    if (token?.mark !== mark) throw new Error(`${mark} expected, got ${token?.value}`)
    return token.value
  }
  const next = (mark: string) => tokens[i]?.mark === mark
  const attributesOf = (): Record<string, string> => {
    const out: Record<string, string> = {}
    if (!next('[')) return out
    take('[')
    while (!next(']')) {
      const name = take('id')
      take('=')
      out[name] = take('id')
      if (next(',')) take(',')
    }
    take(']')
    return out
  }
  if (take('id') !== 'digraph') throw new Error('no digraph')
  take('id')
  take('{')
  while (!next('}')) {
    const first = take('id')
    if (next('->')) {
      take('->')
      arrows.push({ from: first, to: take('id'), attributes: attributesOf() })
    } else if (next('=')) {
      take('=')
      take('id')
    } else nodes.set(first, attributesOf())
    take(';')
  }
  take('}')
  if (i !== tokens.length) throw new Error('something after the graph')
  for (const name of ['graph', 'node', 'edge']) nodes.delete(name)
  return { nodes, arrows }
}

const ENTITY: Readonly<Record<string, string>> = {
  quot: '"',
  lt: '<',
  gt: '>',
  amp: '&',
  '#39': "'",
  '#92': '\\',
}

/** A label as Graphviz shows it: escapes first, then entities. */
export const dotLabel = (label: string): string =>
  label
    .replaceAll('\\n', '\n')
    .replace(/&(quot|lt|gt|amp|#39|#92);/g, (_, name: string) => ENTITY[name] ?? '')
