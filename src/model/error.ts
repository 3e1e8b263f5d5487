/** Every known way to fail; the literal is stable, printed by `--json` and tested. */
export type ErrorCode =
  | 'usage'
  | 'configuration'
  | 'not-found'
  | 'invalid-snapshot'
  | 'invalid-selector'
  | 'invalid-time'
  | 'invalid-arn'
  | 'lake-missing'
  | 'lake-damaged'
  | 'lake-locked'
  | 'source-unreadable'
  | 'query-refused'
  | 'aws'
  | 'interrupted'
  | 'internal'

/** The exit code that each error ends with (design: exit codes). */
export const exitCodeOf: Record<ErrorCode, 2 | 4 | 130> = {
  usage: 2,
  configuration: 2,
  'not-found': 2,
  'invalid-snapshot': 2,
  'invalid-selector': 2,
  'invalid-time': 2,
  'invalid-arn': 2,
  'lake-missing': 2,
  'query-refused': 2,
  'lake-damaged': 4,
  'lake-locked': 4,
  'source-unreadable': 4,
  aws: 4,
  internal: 4,
  interrupted: 130,
}

/** The one error class: a code, a sentence, a hint that says what to do, and the cause. */
export class WholetrailError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, details: { hint?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'WholetrailError'
    this.code = code
    this.hint = details.hint
  }
}
