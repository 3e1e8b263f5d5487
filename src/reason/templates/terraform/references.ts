import { applyRule } from '../place.ts'
import type { TemplateValue } from '../types.ts'
import { member, unresolved } from '../values.ts'
import { terraformAttributes } from './attributes.ts'
import { policyDocumentJson } from './policy-document.ts'
import { opened, type ReadBody, type Scope } from './scope.ts'
import type { Expression } from './syntax.ts'

/** What data sources say of the place of the deployment. */
const placeAttributes: Readonly<Record<string, (scope: Scope) => TemplateValue>> = {
  'aws_caller_identity.account_id': (scope) => scope.place.account,
  'aws_caller_identity.id': (scope) => scope.place.account,
  'aws_region.name': (scope) => scope.place.region,
  'aws_region.region': (scope) => scope.place.region,
  'aws_region.id': (scope) => scope.place.region,
  'aws_partition.partition': (scope) => scope.place.partition,
  'aws_partition.id': (scope) => scope.place.partition,
  'aws_organizations_organization.id': (scope) => scope.organization,
}

/** `data.TYPE.NAME.ATTRIBUTE` */
const dataAttribute = (
  [type = '', name = '', attribute = '']: readonly string[],
  scope: Scope,
  readBody: ReadBody,
): TemplateValue => {
  const key = `data.${type}.${name}`
  const ofPlace = `${type}.${attribute}`
  const block = scope.blocks.get(key)
  if (block === undefined || scope.open.has(key))
    return unresolved('unknown-name', `${key}.${attribute}`)
  if (Object.hasOwn(placeAttributes, ofPlace))
    return placeAttributes[ofPlace]?.(scope) ?? unresolved('import', `${key}.${attribute}`)
  const isPolicy = type === 'aws_iam_policy_document' && /^(minified_)?json$/.test(attribute)
  return isPolicy
    ? policyDocumentJson(readBody(block, opened(scope, key)), `${key}.json`)
    : unresolved('import', `${key}.${attribute}`)
}

/** `TYPE.NAME.ATTRIBUTE` of a resource that is made once. */
const resourceAttribute = (
  type: string,
  name: string,
  attribute: string,
  scope: Scope,
  readBody: ReadBody,
): TemplateValue => {
  const key = `${type}.${name}`
  const expression = `${key}.${attribute}`
  const block = scope.blocks.get(key)
  if (block === undefined) return unresolved('unknown-name', expression)
  const none = unresolved('attribute', expression, { reference: { resource: key, attribute } })
  const isRepeated = block.body.attributes.some((a) => a.name === 'for_each')
  if (scope.open.has(expression)) return none
  if (isRepeated) return unresolved('repetition', expression)
  const properties = readBody(block, opened(scope, expression))
  const rules = Object.hasOwn(terraformAttributes, type) ? terraformAttributes[type] : undefined
  const rule = rules !== undefined && Object.hasOwn(rules, attribute) ? rules[attribute] : undefined
  const value =
    rule === undefined
      ? member(properties, attribute)
      : applyRule(rule, properties, scope.place, expression)
  return value ?? none
}

const remembered = (key: string, scope: Scope, find: () => TemplateValue): TemplateValue => {
  const known = scope.seen.get(key)
  if (known !== undefined) return known
  const value = find()
  scope.seen.set(key, value)
  return value
}

/** The names of a chain such as `aws_s3_bucket.logs[0].arn`, from its root; undefined for any other expression. */
export const chainOf = (e: Expression): readonly string[] | undefined => {
  if (e.kind === 'name') return [e.name]
  if (e.kind === 'index')
    return e.key.kind === 'literal' && e.key.value === 0 ? chainOf(e.of) : undefined
  const before = e.kind === 'attribute' ? chainOf(e.of) : undefined
  return before === undefined || e.kind !== 'attribute' ? undefined : [...before, e.name]
}

/** What a chain of names stands for, and how many names of it that takes; undefined where it stands for nothing here. */
export const referenceOf = (
  chain: readonly string[],
  scope: Scope,
  readBody: ReadBody,
  evaluate: (e: Expression, scope: Scope) => TemplateValue,
): { readonly value: TemplateValue; readonly names: number } | undefined => {
  const [root = '', first = '', second = ''] = chain
  const bound = scope.bound.get(root)
  if (bound !== undefined) return { value: bound, names: 1 }
  const text = chain.join('.')
  if (root === 'var' && chain.length > 1)
    return { value: scope.variables.get(first) ?? unresolved('unknown-name', text), names: 2 }
  if (root === 'local' && chain.length > 1) {
    const key = `local.${first}`
    const local = scope.locals.get(first)
    if (local === undefined || scope.open.has(key))
      return { value: unresolved('unknown-name', text), names: 2 }
    return { value: remembered(key, scope, () => evaluate(local, opened(scope, key))), names: 2 }
  }
  if (root === 'data' && chain.length > 3) {
    const find = () => dataAttribute(chain.slice(1, 4), scope, readBody)
    return { value: remembered(chain.slice(0, 4).join('.'), scope, find), names: 4 }
  }
  if (root === 'each' || root === 'count')
    return { value: unresolved('repetition', text), names: chain.length }
  if (['module', 'path', 'terraform', 'self'].includes(root))
    return { value: unresolved('import', text), names: chain.length }
  if (chain.length < 3) return undefined
  const find = () => resourceAttribute(root, first, second, scope, readBody)
  return { value: remembered(`${root}.${first}.${second}`, scope, find), names: 3 }
}
