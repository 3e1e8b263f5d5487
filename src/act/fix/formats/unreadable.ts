import { z } from 'zod'
import { WholetrailError } from '../../../model/error.ts'

/** A template of ours that does not say again what it was written from. */
export const unreadable = (file: string, resource: string, cause: z.ZodError): WholetrailError =>
  new WholetrailError('configuration', `${file}: ${resource}: ${z.prettifyError(cause)}`, {
    hint: 'the template was changed by hand, or this is a defect of Wholetrail',
    cause,
  })
