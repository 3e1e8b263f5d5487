import type { Box, BoxFields } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import { leavesOutGlobal, regionalBoxes } from '../../coverage/places/global-services.ts'
import type { TrailArn } from '../../coverage/trails/arn.ts'

export const recorderKinds = ['trail', 'event-data-store', 'channel', 'unseen'] as const
export type RecorderKind = (typeof recorderKinds)[number]

/** What a recorder leaves out where it works, whatever its selectors say. `key` is equal for equal limits. */
export interface Limits {
  readonly key: string
  readonly sure: readonly Box[]
  readonly possible: readonly Box[]
}

/** Whatever may record the events of one account and region, as it is now. */
export interface Recorder {
  /** Its ARN; for what could not be listed, words that say what. */
  readonly id: string
  readonly name: string
  readonly kind: RecorderKind
  /** The account that owns it. */
  readonly owner: string
  /** `recording` only where every part of it is known: on, delivering, selecting. */
  readonly state: 'recording' | 'not-recording' | 'unknown'
  /** Why it is in that state: words without a full stop, to follow its name. */
  readonly why: string
  /** What would settle an unknown. */
  readonly settle?: string
  /** Absent where they could not be read: it may select anything. */
  readonly selectors?: Selectors
  readonly limits: Limits
}

export const NO_LIMITS: Limits = { key: '', sure: [{ fields: {} }], possible: [{ fields: {} }] }

/** Surely events of global services: never given to a trail in us-east-1 that leaves those out (facts/aws.md 3.8). */
export const GLOBAL_SOURCES = ['cloudfront.amazonaws.com', 'iam.amazonaws.com']

const boxes = (all: readonly BoxFields[]): readonly Box[] => all.map((fields) => ({ fields }))

const WITHOUT_GLOBAL: Limits = {
  key: 'without global services',
  sure: boxes(regionalBoxes),
  possible: boxes([
    { eventCategory: { NotEquals: ['Management'] } },
    { eventSource: { NotEquals: GLOBAL_SOURCES } },
  ]),
}

/** Outside the partition `aws` the home of global services is not documented. */
const PERHAPS_WITHOUT_GLOBAL: Limits = {
  key: 'perhaps without global services',
  sure: boxes(regionalBoxes),
  possible: NO_LIMITS.possible,
}

/** What a trail leaves out in a region that it works in. */
export const limitsOf = (trail: TrailArn, config: TrailConfig, region: string): Limits => {
  if (!leavesOutGlobal(trail, config, region)) return NO_LIMITS
  return trail.partition === 'aws' ? WITHOUT_GLOBAL : PERHAPS_WITHOUT_GLOBAL
}
