import {
  isAlias,
  isMap as isMapNode,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml'
import { WholetrailError } from '../../../model/error.ts'
import type { TemplateValue } from '../types.ts'
import { mapOf } from '../values.ts'

/** Deeper than anybody writes, and not so deep that walking it ends the stack. */
const DEEPEST = 200

/** More values than the largest template (1 MB) has: aliases of aliases would make any number. */
const MOST_VALUES = 500_000

interface ParsedTree {
  readonly root: TemplateValue
  /** The line of each resource, by its logical id; none for JSON. */
  readonly lines: ReadonlyMap<string, number>
}

const HINT = 'CloudFormation in YAML or JSON, or Terraform in a file that ends in .tf'

const broken = (name: string, what: string, cause?: unknown): WholetrailError =>
  new WholetrailError('configuration', `${name}: ${what}`, { hint: HINT, cause })

/** `!GetAtt` is `Fn::GetAtt`; `!Ref` and `!Condition` have no prefix. */
const longForm = (tag: string): string | undefined =>
  tag === '!Ref' || tag === '!Condition'
    ? tag.slice(1)
    : /^![A-Z][A-Za-z0-9]*$/.test(tag)
      ? `Fn::${tag.slice(1)}`
      : undefined

/** What CloudFormation takes as a text or number; an account id with a leading zero stays what was written. */
const scalarValue = (value: unknown, source: string | undefined): TemplateValue => {
  if (typeof value === 'number')
    return source === undefined || String(value) === source.trim() ? value : source.trim()
  if (typeof value === 'bigint') return source ?? String(value)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
    ? value
    : String(value)
}

const fromYaml = (text: string, name: string): ParsedTree => {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'silent' })
  const at = (offset: number | undefined): string =>
    offset === undefined ? '' : `line ${counter.linePos(offset).line}: `
  const [error] = document.errors
  if (error?.message.includes('call stack')) throw broken(name, 'nested too deeply', error)
  if (error !== undefined)
    throw broken(name, at(error.pos[0]) + (error.message.split('\n')[0] ?? ''), error)
  let values = 0
  const lines = new Map<string, number>()
  const anchors = new Map<string, unknown>()
  const walk = (node: unknown, path: readonly string[]): TemplateValue => {
    values += 1
    if (path.length > DEEPEST || values > MOST_VALUES) throw broken(name, 'nested too deeply')
    if (isAlias(node)) return walk(anchors.get(node.source), [...path, '*'])
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined)
      anchors.set(node.anchor, node)
    const tag = isScalar(node) || isMapNode(node) || isSeq(node) ? node.tag : undefined
    const long = tag === undefined ? undefined : longForm(tag)
    const plain = plainValue(node, path)
    if (long === undefined) return plain
    return mapOf([[long, isScalar(node) && typeof plain !== 'string' ? String(plain) : plain]])
  }
  const plainValue = (node: unknown, path: readonly string[]): TemplateValue => {
    if (isScalar(node)) return scalarValue(node.value, node.source)
    if (isSeq(node)) return node.items.map((item) => walk(item, [...path, '-']))
    if (!isMapNode(node)) return null
    return mapOf(
      node.items.map((pair) => {
        const offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined
        const key = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined
        if (key === undefined) throw broken(name, `${at(offset)}a key is not a text`)
        if (key === '<<')
          throw broken(name, `${at(offset)}CloudFormation does not take merge keys (<<)`)
        if (path.length === 1 && path[0] === 'Resources' && offset !== undefined)
          lines.set(key, counter.linePos(offset).line)
        return [key, walk(pair.value, [...path, key])] as const
      }),
    )
  }
  return { root: walk(document.contents, []), lines }
}

const depthOf = (value: unknown, depth = 0): number =>
  typeof value !== 'object' || value === null || depth > DEEPEST
    ? depth
    : Object.values(value).reduce((most: number, v) => Math.max(most, depthOf(v, depth + 1)), depth)

/**
 * The tree of a template of CloudFormation, short forms written out (`!Ref X` is `{Ref: X}`).
 * @throws configuration, with the line where there is one
 */
export const parseCloudFormation = (text: string, name: string): ParsedTree => {
  const clean = text.replace(/^\ufeff/, '')
  try {
    const root = JSON.parse(clean) as TemplateValue
    if (depthOf(root) > DEEPEST) throw broken(name, 'nested too deeply')
    return { root, lines: new Map() }
  } catch (error) {
    if (error instanceof WholetrailError) throw error
    try {
      return fromYaml(clean, name)
    } catch (cause) {
      if (cause instanceof RangeError) throw broken(name, 'nested too deeply', cause)
      throw cause
    }
  }
}
