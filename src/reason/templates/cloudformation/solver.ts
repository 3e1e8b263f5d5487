import type { TemplateValue } from '../types.ts'

/** What `AWS::NoValue` gives: the member that has it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue')
export type Resolved = TemplateValue | typeof NO_VALUE

/** What a function of CloudFormation may ask of the template that it stands in. */
export interface Solver {
  /** A value with all put in; one without a value is null. */
  readonly value: (value: TemplateValue) => TemplateValue
  readonly maybe: (value: TemplateValue) => Resolved
  readonly ref: (name: string) => Resolved
  readonly attribute: (resource: string, attribute: string) => TemplateValue
  readonly condition: (name: string) => TemplateValue
  readonly mapping: (map: string, key: string, name: string) => TemplateValue | undefined
}

/** One function: its argument as written, with short forms written out. */
export type Intrinsic = (argument: TemplateValue, solver: Solver) => Resolved
