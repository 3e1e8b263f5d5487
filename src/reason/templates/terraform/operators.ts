import type { TemplateValue } from '../types.ts'
import { booleanOf, isResolved, numberOf, unresolved } from '../values.ts'
import type { Expression } from './syntax.ts'

type Binary = Extract<Expression, { kind: 'binary' }>

const numeric: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
}

/** What an operator makes of its two sides; one side may settle `&&` and `||` where the other is not known. */
export const binary = (e: Binary, left: TemplateValue, right: TemplateValue): TemplateValue => {
  const { operator, text } = e
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||'
    const sides = [booleanOf(left), booleanOf(right)]
    if (sides.includes(decisive)) return decisive
    return sides.includes(undefined) ? unresolved('condition', text) : !decisive
  }
  if (!isResolved(left) || !isResolved(right)) return unresolved('condition', text)
  if (operator === '==' || operator === '!=')
    return (JSON.stringify(left) === JSON.stringify(right)) === (operator === '==')
  const [a, b] = [numberOf(left), numberOf(right)]
  const value = a === undefined || b === undefined ? undefined : numeric[operator]?.(a, b)
  return value ?? unresolved('function', text)
}
