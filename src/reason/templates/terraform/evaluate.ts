import type { TemplateValue } from '../types.ts'
import {
  booleanOf,
  isList,
  isMap,
  isUnresolved,
  joined,
  mapOf,
  member,
  numberOf,
  textOf,
  unresolved,
  whyUnresolved,
} from '../values.ts'
import { comprehension } from './comprehension.ts'
import { functions } from './functions.ts'
import { binary } from './operators.ts'
import { chainOf, referenceOf } from './references.ts'
import type { Evaluate, ReadBody, Scope } from './scope.ts'
import type { Expression } from './syntax.ts'

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>

/** A member or item by its key. */
const itemOf = (value: TemplateValue, key: TemplateValue, text: string): TemplateValue => {
  if (isUnresolved(value)) return unresolved(whyUnresolved(value), text)
  const at = numberOf(key)
  const found = isList(value)
    ? at === undefined
      ? undefined
      : value[at]
    : isMap(value)
      ? member(value, textOf(key) ?? '')
      : undefined
  return found ?? unresolved('unknown-name', text)
}

const access = (e: Of<'attribute' | 'index'>, scope: Scope, evaluate: Evaluate): TemplateValue =>
  itemOf(evaluate(e.of, scope), e.kind === 'attribute' ? e.name : evaluate(e.key, scope), e.text)

const objectOf = (e: Of<'object'>, scope: Scope, evaluate: Evaluate): TemplateValue => {
  const members = e.members.map(
    ([key, value]) => [textOf(evaluate(key, scope)), evaluate(value, scope)] as const,
  )
  if (members.some(([key]) => key === undefined)) return unresolved('function', e.text)
  return mapOf(members.map(([key, value]) => [key ?? '', value] as const))
}

/** Evaluates expressions in a file whose blocks `readBody` reads. What cannot be known is unresolved. */
export const evaluatorOf = (readBody: ReadBody): Evaluate => {
  const evaluate: Evaluate = (e, scope) => {
    const chain = chainOf(e)
    const named = chain === undefined ? undefined : referenceOf(chain, scope, readBody, evaluate)
    if (chain !== undefined && named !== undefined)
      return chain
        .slice(named.names)
        .reduce((value: TemplateValue, name) => itemOf(value, name, e.text), named.value)
    return plain(e, scope)
  }
  const plain: Evaluate = (e, scope) => {
    switch (e.kind) {
      case 'literal':
        return e.value
      case 'template': {
        const [only] = e.parts
        const values = e.parts.map((p) => (typeof p === 'string' ? p : evaluate(p, scope)))
        return e.parts.length === 1 && typeof only !== 'string'
          ? (values[0] ?? null)
          : joined(values, e.text)
      }
      case 'list':
        return e.items.map((item) => evaluate(item, scope))
      case 'object':
        return objectOf(e, scope, evaluate)
      case 'attribute':
      case 'index':
        return access(e, scope, evaluate)
      case 'call': {
        const known = Object.hasOwn(functions, e.name) ? functions[e.name] : undefined
        const args = e.args.map((arg) => evaluate(arg, scope))
        return known?.(args, e.text) ?? unresolved('function', e.text)
      }
      case 'choice': {
        const holds = booleanOf(evaluate(e.condition, scope))
        if (holds === undefined) return unresolved('condition', e.text)
        return evaluate(holds ? e.yes : e.no, scope)
      }
      case 'not': {
        const value = booleanOf(evaluate(e.of, scope))
        return value === undefined ? unresolved('condition', e.text) : !value
      }
      case 'minus': {
        const value = numberOf(evaluate(e.of, scope))
        return value === undefined ? unresolved('function', e.text) : -value
      }
      case 'binary':
        return binary(e, evaluate(e.left, scope), evaluate(e.right, scope))
      case 'for':
        return comprehension(e, scope, evaluate)
      case 'name':
        return unresolved('unknown-name', e.text)
      case 'splat':
      case 'unevaluated':
        return unresolved('function', e.text)
    }
  }
  return evaluate
}
