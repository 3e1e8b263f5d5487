import { z } from 'zod'
import { observed } from '../observed.ts'
import { account, instant } from './fields.ts'

/**
 * How much of something was used over a time, as AWS counted it. `request-metrics`: requests to a bucket, where someone
 * switched its request metrics on. `guardduty`: events that GuardDuty analysed. `cost-explorer`: usage that was billed,
 * by usage type. Facts: facts/aws.md 7.4, 4.
 */
export const usageSchema = z.strictObject({
  source: z.enum(['request-metrics', 'guardduty', 'cost-explorer']),
  /** Whose usage it is; of a metric, the account that was asked. */
  account,
  /** Left out for Cost Explorer: its usage types begin with a code of the region. */
  region: z.string().optional(),
  readAt: instant,
  /** The metric (`GetRequests`, `AnalyzedCount`) or the usage type (`EUW1-DataEventsRecorded`). */
  name: z.string(),
  /** Of a metric: `BucketName`, `FilterId` and the like. */
  dimensions: z.record(z.string(), z.string()).default({}),
  from: instant,
  to: instant,
  amount: observed(z.number()),
})
export type Usage = z.output<typeof usageSchema>
