/**
 * Templates of infrastructure, read as plain data: what people propose, and what `fix` writes. Nothing in a template
 * is ever guessed: what it does not say itself stays an `Unresolved` with the expression as written.
 */

/** Marks an `Unresolved`; a symbol, so that no text of a template can look like one. */
export const unresolvedTag: unique symbol = Symbol('unresolved')

const unresolvedReasons = [
  'parameter', // a parameter or variable without a value
  'attribute', // an attribute of a resource that AWS gives it when it is made
  'place', // account, region or partition of the deployment, where the context does not say it
  'import', // from another stack, module, state or data source
  'function', // a function that is not evaluated here
  'condition', // depends on what is unresolved itself
  'repetition', // each.*, count.index
  'unknown-name', // names nothing of this template
  'too-large',
] as const
export type UnresolvedReason = (typeof unresolvedReasons)[number]

export interface Unresolved {
  readonly [unresolvedTag]: UnresolvedReason
  /** As written: `Ref LogKey`, `aws_kms_key.logs.arn`. */
  readonly expression: string
  /** The resource of the same template that it names, where it is one reference and nothing else. */
  readonly reference?: { readonly resource: string; readonly attribute: string }
  /** Of a text with holes: its parts in order. */
  readonly parts?: readonly (string | Unresolved)[]
}

export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | Unresolved
  | readonly TemplateValue[]
  | TemplateMap
export interface TemplateMap {
  readonly [key: string]: TemplateValue
}

export interface TemplateResource {
  /** `AWS::CloudTrail::Trail`, `aws_cloudtrail`. */
  readonly type: string
  /** Logical id; of Terraform the second label. */
  readonly name: string
  /** Of Terraform, nested blocks are lists under the name of the block, in order, also where there is one. */
  readonly properties: TemplateMap
  /** Whether it is made at all: a condition or a count may depend on what is not known. One surely not made is left out. */
  readonly present: true | Unresolved
  /** Names of resources of this template, as `name` (Terraform: `type.name`). */
  readonly dependsOn: readonly string[]
  /** The line on which it begins, where that is known. */
  readonly line?: number
  /** Of CloudFormation: what `Metadata` of the resource says. */
  readonly metadata?: TemplateMap
  /** Of Terraform: the alias of the provider, `aws.management`. */
  readonly provider?: string
}

/** What the template cannot say itself; each is optional, and what is absent stays unresolved. */
export interface TemplateContext {
  readonly account?: string
  readonly region?: string
  readonly partition?: string
  readonly organization?: string
  /** Values of parameters and variables: they win over defaults. */
  readonly parameters?: Readonly<Record<string, TemplateValue>>
}

export interface Template {
  readonly format: 'cloudformation' | 'terraform'
  readonly resources: readonly TemplateResource[]
  /** What was assumed or left out: defaults of parameters, resources that are not made, modules. One sentence each. */
  readonly notes: readonly string[]
  /** What stands beside the resources: `Metadata` of CloudFormation; `provider` and `import` blocks of Terraform. */
  readonly declarations: readonly {
    readonly kind: string
    readonly name: string
    readonly properties: TemplateMap
  }[]
}
