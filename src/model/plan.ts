import { z } from 'zod'
import { desiredSchema } from './desired.ts'
import { remedyIds, severities } from './finding.ts'

/**
 * The order in which a plan is carried out. A phase is done, and its proof seen, before the next one begins: what is
 * written to stands before what writes, the new recorder records before the old one stops, and nothing is retired until
 * what takes its place is seen to work. Guards come last: they would forbid the retirement as well.
 */
export const phases = [
  'trust', // the organisation trusts CloudTrail
  'keys',
  'buckets', // with their policies
  'channels', // topics, log groups, the roles that write to them
  'trails',
  'alerts', // rules, filters, alarms
  'retire', // duplicate trails
  'clean-up', // orphaned buckets
  'identities', // trust policies of roles
  'guards', // service control policies
] as const
export type Phase = (typeof phases)[number]

/** What a person does, with the call where there is one. No part of it is ever run by Wholetrail. */
export const manualSchema = z.strictObject({
  /** One sentence that names the thing: `Confirm the subscription in the mail to security@example.com`. */
  text: z.string(),
  /** The AWS command line, argument by argument, not quoted: `['aws', 'cloudtrail', 'start-logging', ...]`. */
  command: z.array(z.string()).optional(),
  account: z.string().optional(), // where the command runs
  region: z.string().optional(),
})
export type Manual = z.infer<typeof manualSchema>

/** What is made or changed in one account and region in one phase: one template. */
export const stepSchema = z.strictObject({
  /** `trails-123456789012-eu-west-1`: also the name of the file of the step. */
  id: z.string(),
  phase: z.enum(phases),
  account: z.string(),
  region: z.string(),
  /** One line that names what is made: `Trail org-trail and bucket policy of logs`. */
  title: z.string(),
  remedies: z.array(z.enum(remedyIds)),
  desired: z.array(desiredSchema),
  /** Before it is applied: what has to be looked at, what has to be agreed. */
  before: z.array(manualSchema),
  /** After it: confirm, move objects, and so on. */
  after: z.array(manualSchema),
  /** How to see that it works. The next step waits for it. */
  proof: z.array(manualSchema),
  /** Ids of the steps that must be proven before this one. */
  needs: z.array(z.string()),
  risks: z.array(z.string()),
})
export type Step = z.infer<typeof stepSchema>

/** A finding that is gone when the plan is done: the check itself says so on the snapshot as it would be. */
export const closedSchema = z.strictObject({
  fingerprint: z.string(),
  check: z.string(),
  severity: z.enum(severities),
  account: z.string(),
  region: z.string(),
  resource: z.string(),
  reason: z.string(), // as the finding said it
  steps: z.array(z.string()),
})
export type Closed = z.infer<typeof closedSchema>

/** Events of which no record was kept, and of which there would be one: from the last step on, never backwards. */
export const unblindedSchema = z.strictObject({
  /** Accounts, or `any` for all of them. */
  account: z.string(),
  region: z.string(), // regions, or `any`
  /** Boxes in words, at most 50. */
  scope: z.array(z.string()),
  more: z.int(),
  steps: z.array(z.string()),
})
export type Unblinded = z.infer<typeof unblindedSchema>

const choiceIds = [
  'home-region',
  'log-archive-account',
  'log-bucket',
  'trail-name',
  'key-alias',
  'notify',
  'retention-days',
  'guard-exception',
] as const

/** A finding that no step closes, and why. Nothing is left out. */
export const cannotSchema = z.strictObject({
  /** It is not there now and will be: what a retired trail leaves behind, or what waits for a choice. */
  isNew: z.boolean(),
  fingerprint: z.string(),
  check: z.string(),
  status: z.enum(['fail', 'unknown']),
  account: z.string(),
  region: z.string(),
  resource: z.string(),
  why: z.string(),
  /** What would do instead: a command, a permission, a person. */
  instead: z.string().optional(),
  /** The choice that nobody made, where that is all that is missing. */
  needs: z.enum(choiceIds).optional(),
})
export type Cannot = z.infer<typeof cannotSchema>

/** Something that the plan had to decide. `asked`: nobody said, and there is no safe default: steps wait for it. */
export const choiceSchema = z.strictObject({
  id: z.enum(choiceIds),
  value: z.string().nullable(),
  from: z.enum(['given', 'observed', 'default', 'asked']),
  /** One sentence: why this value, or what to give. */
  why: z.string(),
})
export type Choice = z.infer<typeof choiceSchema>
export type ChoiceId = Choice['id']

const usd = z.strictObject({
  low: z.number(),
  high: z.number().nullable(),
  likely: z.number().nullable(),
})

/** US dollars a month, as ranges (model/range.ts); the difference is after less before, negative where it saves. */
export const planCostSchema = z.strictObject({
  before: usd,
  after: usd,
  /** `low` null: nobody knows how much it may save. */
  difference: usd.extend({ low: z.number().nullable() }),
  notes: z.array(z.string()),
})
export type PlanCost = z.infer<typeof planCostSchema>

export const planSchema = z.strictObject({
  choices: z.array(choiceSchema),
  steps: z.array(stepSchema),
  closes: z.array(closedSchema),
  unblinds: z.array(unblindedSchema),
  /** Null: no cost was asked for, or there is nothing to price it with. */
  cost: planCostSchema.nullable(),
  /** What holds for the plan as a whole. */
  risks: z.array(z.string()),
  cannot: z.array(cannotSchema),
})
export type Plan = z.infer<typeof planSchema>
