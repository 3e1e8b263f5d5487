import type { Operator } from './selector.ts'
import type { Instant } from './time.ts'

/** The fields that CloudTrail's own selectors can name, plus where the copy was delivered. */
export const scopeFields = [
  'account',
  'region',
  'eventCategory',
  'eventSource',
  'eventName',
  'readOnly',
  'eventType',
  'resources.type',
  'resources.ARN',
  'userIdentity.arn',
  'sessionCredentialFromConsole',
  'errorCode',
  'vpcEndpointId',
] as const
export type ScopeField = (typeof scopeFields)[number]

/** eventCategory values as in records and selectors. readOnly values are the strings true and false. */
export type EventCategory = 'Management' | 'Data' | 'NetworkActivity' | 'Insight'

/**
 * A constraint on one field, in the words of an advanced selector: the positive operators are ORed,
 * the negative ones must all hold, and the two groups are ANDed (facts/aws.md 3.3).
 * A positive operator present with no values accepts nothing.
 */
export type Constraint = { readonly [O in Operator]?: readonly string[] }

/**
 * A filter that selectors cannot name (R3): it narrows what is looked for and never what must have
 * been recorded. `column` is a column of the view `events` (model/lake.ts). Three-valued: a missing
 * column makes it unknown, and the event a candidate (R7), unless `missing: 'no'` says that absence
 * of this column is itself an answer (no errorCode means no error).
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  /** The same answer for every event. */
  | { readonly constant: Ternary }
  | {
      readonly column: string
      /** A member inside a JSON column; only its text and booleans have a value. */
      readonly path?: readonly string[]
      readonly is: Constraint
      readonly missing: 'unknown' | 'no'
      readonly ignoreCase?: boolean
      readonly decoded?: Decoding
    }
  /** Somewhere a match of a regular expression that JavaScript and RE2 read alike; of a list: in some member. */
  | {
      readonly column: string
      readonly path?: readonly string[]
      readonly pattern: string
      readonly missing: 'unknown' | 'no'
      /** The text is put in lower case first. */
      readonly ignoreCase?: boolean
      readonly decoded?: Decoding
    }
  | { readonly column: string; readonly path?: readonly string[]; readonly present: boolean }
  /** An instant from one to another, both included; without `to`: from then on. */
  | {
      readonly column: string
      readonly from: Instant
      readonly to?: Instant
      readonly missing: 'unknown' | 'no'
    }
  /** Of one of these sessions. A row that lacks the principal or the time is of none. */
  | { readonly sessions: readonly SessionOf[] }
  /** The text of the column (of a JSON column: its JSON text) holds this text somewhere; a list has it as a member. */
  | { readonly column: string; readonly contains: string; readonly missing: 'unknown' | 'no' }

/** A session: calls with this principal id and this creation time are its own, whatever their key (R12). */
export interface SessionOf {
  readonly principalId: string
  readonly createdAt: Instant
}

/**
 * A URL-encoded text is compared decoded: `percent` as its escapes say, `plain` so that all spellings of a text are
 * one (what was encoded twice, and `+` as a space).
 */
export type Decoding = 'percent' | 'plain'

/** One constraint for each field that is not free. */
export type BoxFields = { readonly [F in ScopeField]?: Constraint }

/** A box: a conjunction of one constraint per field (a field not named is free), and filters. */
export interface Box {
  readonly fields: BoxFields
  /**
   * Further constraints that hold as well: for what one constraint a field cannot say (begins with one text and
   * ends with another). Made by `intersect` and by residuals; leaving it out makes the box larger.
   */
  readonly also?: readonly BoxFields[]
  readonly filter?: Filter
}

/** A set of possible events: a union of boxes. */
export interface Scope {
  readonly boxes: readonly Box[]
}

/** yes, no, or not decidable from what is documented or recorded (R1). */
export type Ternary = 'yes' | 'no' | 'unknown'

export const equalsAny = (...values: string[]): Constraint => ({ Equals: values })
export const startsWithAny = (...values: string[]): Constraint => ({ StartsWith: values })
