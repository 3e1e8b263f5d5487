import type { Comparison } from './request.ts'

export interface Operator {
  readonly comparison: Comparison
  readonly isNegated: boolean
}

const plain = (comparison: Comparison): Operator => ({ comparison, isNegated: false })
const negated = (comparison: Comparison): Operator => ({ comparison, isNegated: true })

/** The condition operators that are decided here; dates, addresses, ranges and binary values stay unknown. */
const operators: Readonly<Record<string, Operator>> = {
  stringequals: plain('equals'),
  stringnotequals: negated('equals'),
  stringequalsignorecase: plain('equals-ignoring-case'),
  stringnotequalsignorecase: negated('equals-ignoring-case'),
  stringlike: plain('like'),
  stringnotlike: negated('like'),
  arnequals: plain('arn'),
  arnlike: plain('arn'),
  arnnotequals: negated('arn'),
  arnnotlike: negated('arn'),
  bool: plain('bool'),
  numericequals: plain('number'),
  numericnotequals: negated('number'),
}

export type SetPrefix = 'forallvalues' | 'foranyvalue'

export interface ReadOperator {
  readonly set: SetPrefix | undefined
  readonly ifExists: boolean
  readonly isNull: boolean
  /** Undefined: an operator that is not decided here. */
  readonly operator: Operator | undefined
}

const SHAPE = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/

/** Reads an operator in lower case: `foranyvalue:stringlikeifexists`. */
export const readOperator = (text: string): ReadOperator => {
  const [, set, name = '', ifExists] = SHAPE.exec(text) ?? []
  return {
    set: set === 'forallvalues' || set === 'foranyvalue' ? set : undefined,
    ifExists: ifExists !== undefined,
    isNull: name === 'null',
    operator: operators[name],
  }
}
