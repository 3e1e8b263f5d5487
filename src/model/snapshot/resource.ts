import { z } from 'zod'
import { observed } from '../observed.ts'
import { account, instant, readIn } from './fields.ts'

/** A thing whose use is a data event: a function, a table, a topic (facts/aws.md 3.7). Buckets have a list of their own. */
export const resourceSchema = z.strictObject({
  ...readIn,
  /** As selectors name it: `AWS::Lambda::Function`. */
  type: z.string(),
  arn: z.string(),
})
export type Resource = z.output<typeof resourceSchema>

/** What can be listed; absence of a thing is known only where its list was read. */
export const listed = [
  'buckets',
  'event-data-stores',
  'channels',
  'keys',
  'log-groups',
  'alarms',
  'topics',
  'event-rules',
  'roles',
  'permissions',
  'functions',
  'tables',
  'tagged-resources',
] as const
export type Listed = (typeof listed)[number]

export const listingSchema = z.strictObject({
  what: z.enum(listed),
  account,
  /** Absent for what an account has in no region (buckets, roles). */
  region: z.string().optional(),
  readAt: instant,
  listed: observed(z.literal(true)),
})
export type Listing = z.output<typeof listingSchema>

/** One account that collection set out to read, and whether it got in. */
export const collectedAccountSchema = z.strictObject({
  account,
  readAt: instant,
  reached: observed(z.literal(true)),
})
