import { z } from 'zod'
import { formatInstant, parseInstant } from '../time.ts'

/** ISO-8601 in the file, an instant in memory. */
export const instant = z.codec(z.string(), z.number(), {
  decode: parseInstant,
  encode: formatInstant,
})

export const account = z.string().regex(/^\d{12}$/)

/** A policy document of IAM, parsed; AWS allows one statement or a list, so it is kept as it came. */
export const policyDocument = z.record(z.string(), z.unknown())

/** One statement of a policy, never a whole document: without its effect nobody could say what it does. */
export const policyStatement = z.looseObject({ Effect: z.enum(['Allow', 'Deny']) })
export type PolicyStatement = z.output<typeof policyStatement>

/** Names and values; empty when there are none. */
export const tags = z.record(z.string(), z.string())

/** Where and when something was read. */
export const readIn = { account, region: z.string(), readAt: instant }
