import { z } from 'zod'

/** Why a value of AWS could not be read. Access denied is not "absent". */
export const unknownReasons = [
  'access-denied',
  'region-disabled',
  'not-supported',
  'throttled-out',
  'not-collected',
  'error',
] as const

export type UnknownReason = (typeof unknownReasons)[number]

/** Everything read from AWS: known, or unknown with the reason. */
export type Observed<T> =
  | { readonly known: T }
  | { readonly unknown: UnknownReason; readonly detail?: string | undefined }

export const observed = <T extends z.ZodType>(value: T) =>
  z.union([
    z.strictObject({ known: value }),
    z.strictObject({ unknown: z.enum(unknownReasons), detail: z.string().optional() }),
  ])

export const isKnown = <T>(o: Observed<T>): o is { known: T } => 'known' in o
