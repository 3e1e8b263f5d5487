import { WholetrailError } from '../../../model/error.ts'

/** A part of a proposal that is not understood: never left out, since what is left out would look like nothing. */
export const mistake = (place: string, what: string, hint?: string): WholetrailError =>
  new WholetrailError('invalid-selector', `${place}: ${what}`, hint === undefined ? {} : { hint })
