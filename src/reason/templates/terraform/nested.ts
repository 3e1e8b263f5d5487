import type { TemplateValue, Unresolved } from '../types.ts'
import { isUnresolved, mapOf, numberOf, textOf, unresolved } from '../values.ts'
import { pairsOf } from './comprehension.ts'
import { bind, type ReadBody, type Scope } from './scope.ts'
import type { Block, Expression } from './syntax.ts'

/** What Terraform takes for itself: not properties of the resource. */
const META = new Set(['count', 'for_each', 'depends_on', 'provider', 'lifecycle', 'provisioner'])

type Evaluate = (e: Expression, scope: Scope) => TemplateValue

const attributeOf = (block: Block, name: string): Expression | undefined =>
  block.body.attributes.find((a) => a.name === name)?.value

/** `dynamic "x"`: one block x for each item; one unresolved item where the list is not known. */
const dynamicBlocks = (
  block: Block,
  scope: Scope,
  evaluate: Evaluate,
  readBody: ReadBody,
): readonly TemplateValue[] => {
  const [label = ''] = block.labels
  const over = attributeOf(block, 'for_each')
  const content = block.body.blocks.find((b) => b.type === 'content')
  const items = over === undefined ? undefined : evaluate(over, scope)
  const pairs = items === undefined || isUnresolved(items) ? undefined : pairsOf(items)
  if (pairs === undefined || content === undefined)
    return [unresolved('repetition', `dynamic ${label}: ${over?.text ?? ''}`)]
  const iterator = attributeOf(block, 'iterator')?.text ?? label
  return pairs.map(([key, value]) => readBody(content, bind(scope, [[iterator, { key, value }]])))
}

/** Reads bodies as maps: attributes, and nested blocks as lists under their name. */
export const bodyReaderOf = (evaluate: () => Evaluate): ReadBody => {
  const readBody: ReadBody = ({ body }, scope) => {
    const nested = new Map<string, TemplateValue[]>()
    for (const block of body.blocks) {
      const isDynamic = block.type === 'dynamic'
      const name = isDynamic ? (block.labels[0] ?? '') : block.type
      if (META.has(name)) continue
      const made = isDynamic
        ? dynamicBlocks(block, scope, evaluate(), readBody)
        : [readBody(block, scope)]
      nested.set(name, [...(nested.get(name) ?? []), ...made])
    }
    const attributes = body.attributes
      .filter((a) => !META.has(a.name))
      .map((a) => [a.name, evaluate()(a.value, scope)] as const)
    return mapOf([...attributes.filter(([, value]) => value !== null), ...nested])
  }
  return readBody
}

/** One resource of several: what stands after its name, and what it sees. */
export interface Copy {
  readonly suffix: string
  readonly scope: Scope
}

const MOST_COPIES = 1000

/** One resource or several, as `count` and `for_each` say; unresolved where that is not known. */
export const copiesOf = (
  block: Block,
  scope: Scope,
  evaluate: Evaluate,
): readonly Copy[] | Unresolved => {
  const count = attributeOf(block, 'count')
  const each = attributeOf(block, 'for_each')
  const text = `how many times ${block.labels.join('.')} is made`
  if (count !== undefined) {
    const times = numberOf(evaluate(count, scope))
    if (times === undefined || times > MOST_COPIES) return unresolved('repetition', text)
    return [...Array(times).keys()].map((index) => ({
      suffix: times === 1 ? '' : `[${index}]`,
      scope: bind(scope, [['count', { index }]]),
    }))
  }
  if (each === undefined) return [{ suffix: '', scope }]
  const pairs = pairsOf(evaluate(each, scope))
  if (pairs === undefined || pairs.length > MOST_COPIES) return unresolved('repetition', text)
  return pairs.map(([key, value]) => {
    const name = typeof key === 'number' ? value : key
    return {
      suffix: `["${textOf(name) ?? ''}"]`,
      scope: bind(scope, [['each', { key: name, value }]]),
    }
  })
}
