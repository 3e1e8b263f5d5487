/** Why an object cannot be taken: a sentence for the person who reads the report. */
export class Rejection extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Rejection'
  }
}
