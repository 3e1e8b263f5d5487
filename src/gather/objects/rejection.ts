/** What of an object is wrong: more bytes than the limit, or anything else. */
export type RejectionCode = 'too-large' | 'malformed'

/** Why an object cannot be taken: a sentence for the person who reads the report. */
export class Rejection extends Error {
  readonly code: RejectionCode

  constructor(reason: string, code: RejectionCode = 'malformed') {
    super(reason)
    this.name = 'Rejection'
    this.code = code
  }
}
