import type { Cursor } from './cursor.ts'

/** Terraform's language as a tree. Every expression keeps its text, for what stays unresolved. */
export type Expression = { readonly text: string } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'splat'; readonly of: Expression; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'choice'
      readonly condition: Expression
      readonly yes: Expression
      readonly no: Expression
    }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'minus'; readonly of: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'for'
      readonly names: readonly string[]
      readonly over: Expression
      /** Of an object. */
      readonly key?: Expression
      readonly value: Expression
      readonly when?: Expression
    }
  /** Grammar that is read over and not evaluated: template directives, spread arguments. */
  | { readonly kind: 'unevaluated' }
)

/** Reads one expression: what its parts are given, so that they need not know it. */
export type Read = (cursor: Cursor) => Expression

export interface Attribute {
  readonly name: string
  readonly value: Expression
}

export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  readonly body: Body
  readonly line: number
}

export interface Body {
  readonly attributes: readonly Attribute[]
  readonly blocks: readonly Block[]
}
