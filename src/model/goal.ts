import { z } from 'zod'
import type { Bill } from './bill.ts'
import type { NeedChange } from './proposal.ts'
import type { Range } from './range.ts'
import type { Box, Scope } from './scope.ts'
import type { Selectors } from './selector.ts'
import type { VolumeSource } from './volume.ts'

const access = z.enum(['all', 'read', 'write'])

/**
 * What a goal allows to be lost: by default whatever questions and checks can answer today stays answerable. `all` lets
 * anything go that the rest of the goal does not keep.
 */
const release = z.union([
  z.literal('all'),
  z.strictObject({
    /** Names of buckets: what is done to their objects may go unrecorded. */
    buckets: z.array(z.string()).default([]),
    /** The same of resources whose ARN begins so. */
    resources: z.array(z.string()).default([]),
    /** Ids of questions that may become unanswerable. */
    questions: z.array(z.string()).default([]),
    /** Ids of checks that may fail. */
    checks: z.array(z.string()).default([]),
  }),
])

/**
 * What must always be recorded, whatever it costs: the file of `--goal`, JSON or YAML. It adds to the default goal, which
 * `release` takes from; management events never lose their last copy, goal or not.
 */
export const goalSchema = z.strictObject({
  schema: z.literal('wholetrail/goal/1').optional(),
  /** Data events on these buckets: names, or names with the accesses that count. */
  buckets: z
    .array(
      z.union([z.string(), z.strictObject({ name: z.string(), access: access.default('all') })]),
    )
    .default([]),
  /** Everything that these services record: `kms.amazonaws.com`, or `kms`. */
  services: z.array(z.string()).default([]),
  /** Everything that these principals do: ARNs of roles, users or sessions. */
  principals: z.array(z.string()).default([]),
  /** Data events on resources whose ARN begins so. */
  resources: z.array(z.string()).default([]),
  /** Data events of every resource: `write` keeps all that change something. */
  data: z.enum(['all', 'read', 'write', 'none']).default('none'),
  release: release.default({ buckets: [], resources: [], questions: [], checks: [] }),
})
export type Goal = z.output<typeof goalSchema>
export type Release = Goal['release']

/** One thing that a goal asks for. */
export interface GoalPart {
  /** `bucket payroll`, `principal arn:...`: for people. */
  readonly name: string
  readonly scope: Scope
}

/**
 * Noise that may be excluded, each kind with a rule of its own:
 * - `public-reads`: reads of a bucket that are made without credentials, nearly all of them
 * - `batch-role`: what one role does to one resource, over and over
 * - `service-made`: what a service of AWS does by itself, told by its event source, type or service role
 * - `log-delivery`: log files that services deliver to a bucket
 * - `own-delivery`: CloudTrail's own log files: `RecursiveLogging` off, no selector
 * - `kms-reads`: reads of KMS on a copy of management events that is paid, and that another trail records as well
 */
export const noiseKinds = [
  'public-reads',
  'batch-role',
  'service-made',
  'log-delivery',
  'own-delivery',
  'kms-reads',
] as const
export type NoiseKind = (typeof noiseKinds)[number]

/** Events that one trail would no longer record, with the evidence that they are noise and what is lost with them. */
export interface Exclusion {
  readonly kind: NoiseKind
  /** ARN. */
  readonly trail: string
  /** `Reads of bucket site without credentials`. */
  readonly title: string
  /** What the trail would no longer record, in the words of selectors. */
  readonly excluded: Box
  readonly evidence: {
    /** Events a month that are noise by the rule. */
    readonly noise: Range
    /** Events a month that the exclusion leaves out: the noise, and what cannot be told from it. */
    readonly excluded: Range
    /** Of the events of that class which the trail records, 0 to 1. */
    readonly share: number
    /** Who makes them, the most frequent first, at most 5, each with the share of what is excluded. */
    readonly who: readonly { readonly principal: string; readonly share: number }[]
    readonly source: VolumeSource
    /** One sentence with the figures. */
    readonly sentence: string
  }
  /** US dollars a month, after the exclusions before it. The savings of all add up to that of the whole. */
  readonly saving: Range
  readonly loss: {
    /** What would no longer be recorded by anything, seen or not: the residual. Empty where another recorder has it all. */
    readonly scope: readonly Box[]
    readonly more: number
    /** ARNs of other recorders that surely keep it, where they keep all of it. */
    readonly keptBy: readonly string[]
    /** Events a month that were seen and would be recorded by nothing. */
    readonly events: Range
    /** What an attacker could do unseen. One sentence. */
    readonly sentence: string
    /** Questions, checks and detections that would no longer be answerable. */
    readonly needs: readonly NeedChange[]
  }
}

/** Noise that was measured and is not excluded, with the reason. */
export interface Refused {
  readonly kind: NoiseKind
  readonly trail: string
  readonly title: string
  /** Events a month. */
  readonly noise: Range
  readonly reason:
    | 'goal' // the loss touches the goal
    | 'last-copy' // the trail has the only copy, or the free one of management events
    | 'answers' // something could no longer be answered that can be today
    | 'free' // saves nothing
    | 'small' // saves less than is worth it
    | 'not-expressible' // no selector can tell it from other events
    | 'limit' // more than 500 values
    | 'unknown' // the set-up of the trail is not known
  readonly sentence: string
  /** US dollars a month that it would save; absent where nothing is saved or nobody looked. */
  readonly saving?: Range
}

/** One trail as it would be. */
export interface OptimisedTrail {
  readonly trail: string
  readonly before: Selectors
  readonly after: Selectors
  /** Of the 500 that AWS allows. */
  readonly values: number
  /** A setting beside the selectors; neither CloudFormation nor Terraform can say it (facts/aws.md 3.10). */
  readonly recursiveLogging?: false
}

/** The cheapest selectors that were found to meet a goal. */
export interface Optimisation {
  readonly goal: Goal
  readonly parts: readonly GoalPart[]
  readonly before: Bill
  readonly after: Bill
  /** US dollars a month: exactly the sum of the savings of `exclusions`. */
  readonly saving: Range
  readonly trails: readonly OptimisedTrail[]
  /** In the order in which they were made: each saving is beside those before it. */
  readonly exclusions: readonly Exclusion[]
  readonly refused: readonly Refused[]
  /** Only what changes, for all exclusions together. */
  readonly needs: readonly NeedChange[]
  readonly notes: readonly string[]
}
