import type { Place } from '../place.ts'
import type { TemplateMap, TemplateValue } from '../types.ts'
import type { Block, Expression } from './syntax.ts'

/** All that an expression of one file may name. */
export interface Scope {
  readonly place: Place
  readonly organization: TemplateValue
  /** Variables with their values. */
  readonly variables: ReadonlyMap<string, TemplateValue>
  readonly locals: ReadonlyMap<string, Expression>
  /** Resources by `type.name`, data sources by `data.type.name`. */
  readonly blocks: ReadonlyMap<string, Block>
  /** Names that `for`, `dynamic`, `count` and `for_each` bring in. */
  readonly bound: ReadonlyMap<string, TemplateValue>
  /** What is being resolved: a name that comes round again is unresolved, not a loop. */
  readonly open: ReadonlySet<string>
  /** Values that were resolved; only of what no bound name can change. */
  readonly seen: Map<string, TemplateValue>
}

export const bind = (scope: Scope, names: Iterable<readonly [string, TemplateValue]>): Scope => ({
  ...scope,
  bound: new Map([...scope.bound, ...names]),
})

/** In the scope of the file, without what is bound, while `name` is being resolved. */
export const opened = (scope: Scope, name: string): Scope => ({
  ...scope,
  bound: new Map(),
  open: new Set([...scope.open, name]),
})

/** The body of a block as a map: attributes, and nested blocks as lists. */
export type ReadBody = (block: Block, scope: Scope) => TemplateMap

/** What an expression is worth in a scope. */
export type Evaluate = (e: Expression, scope: Scope) => TemplateValue
