import type { TemplateMap, TemplateValue } from '../types.ts'
import { isList, isMap, isResolved, mapOf, member, textOf, unresolved } from '../values.ts'

const blocksOf = (map: TemplateMap, name: string): readonly TemplateMap[] => {
  const value = member(map, name)
  return isList(value) ? value.filter(isMap) : []
}

/** One value alone, several as a list: as the provider writes it. */
const oneOrMany = (values: TemplateValue | undefined): TemplateValue | undefined =>
  isList(values) && values.length === 1 ? values[0] : values

const principalsOf = (blocks: readonly TemplateMap[]): TemplateValue | undefined => {
  if (blocks.length === 0) return undefined
  const kinds = new Map<string, TemplateValue[]>()
  for (const block of blocks) {
    const kind = textOf(member(block, 'type')) ?? ''
    const names = member(block, 'identifiers') ?? []
    kinds.set(kind, [...(kinds.get(kind) ?? []), ...(isList(names) ? names : [names])])
  }
  if (kinds.has('*')) return '*'
  return mapOf([...kinds].map(([kind, names]) => [kind, oneOrMany(names) ?? []] as const))
}

const conditionsOf = (blocks: readonly TemplateMap[]): TemplateValue | undefined => {
  if (blocks.length === 0) return undefined
  const operators = new Map<string, Map<string, TemplateValue>>()
  for (const block of blocks) {
    const test = textOf(member(block, 'test')) ?? ''
    const keys = operators.get(test) ?? new Map<string, TemplateValue>()
    keys.set(textOf(member(block, 'variable')) ?? '', oneOrMany(member(block, 'values')) ?? [])
    operators.set(test, keys)
  }
  return mapOf([...operators].map(([test, keys]) => [test, mapOf(keys)] as const))
}

const statementOf = (s: TemplateMap): TemplateMap => {
  const members: readonly (readonly [string, TemplateValue | undefined])[] = [
    ['Sid', member(s, 'sid')],
    ['Effect', member(s, 'effect') ?? 'Allow'],
    ['Action', oneOrMany(member(s, 'actions'))],
    ['NotAction', oneOrMany(member(s, 'not_actions'))],
    ['Resource', oneOrMany(member(s, 'resources'))],
    ['NotResource', oneOrMany(member(s, 'not_resources'))],
    ['Principal', principalsOf(blocksOf(s, 'principals'))],
    ['NotPrincipal', principalsOf(blocksOf(s, 'not_principals'))],
    ['Condition', conditionsOf(blocksOf(s, 'condition'))],
  ]
  return mapOf(
    members.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  )
}

/** What `data.aws_iam_policy_document.X.json` gives; unresolved where any of it is, or where it builds on others. */
export const policyDocumentJson = (body: TemplateMap, expression: string): TemplateValue => {
  const isDerived = ['source_policy_documents', 'override_policy_documents'].some(
    (name) => member(body, name) !== undefined,
  )
  const document: TemplateMap = {
    Version: member(body, 'version') ?? '2012-10-17',
    Statement: blocksOf(body, 'statement').map(statementOf),
  }
  return isDerived || !isResolved(body)
    ? unresolved('function', expression)
    : JSON.stringify(document)
}
