import type { Desired } from '../../../../model/desired.ts'

/** One call of the AWS command line. */
export interface Call {
  /** What it does, as a sentence without its full stop. */
  readonly text: string
  readonly service: string
  readonly operation: string
  /** Members as the API has them, given as one document of JSON: no text in it is read as a file or an option. */
  readonly input: Readonly<Record<string, unknown>>
  /** Members that are documents themselves, as options of their own. */
  readonly documents?: Readonly<Record<string, unknown>>
  /** Members whose value an earlier call gave, by option. */
  readonly variables?: Readonly<Record<string, string>>
  /** The variable that keeps a part of the answer, and the part. */
  readonly keeps?: { readonly variable: string; readonly query: string }
  /** It is not to be run with the others but when a person has seen that it may: why. It has a file of its own. */
  readonly later?: string
  /** What must be so at the moment of the call: another call's answer, as text. */
  readonly onlyIf?: { readonly call: Call; readonly query: string; readonly is: string }
}

export type CallsOf<D extends Desired> = (desired: D) => readonly Call[]
