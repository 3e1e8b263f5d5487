import { type IssuingCall, issuingCall, issuingCalls } from '../../../model/catalogue/issuing.ts'

/** How a call is read that issues: one that nobody knows, with a key in its answer, as AssumeRole is. */
export const kindOfCall = (name: string): IssuingCall =>
  issuingCall(name) ?? issuingCalls.AssumeRole
