import type { Selectors } from '../../../src/model/selector.ts'
import type { Happening } from './happening.ts'
import type { Second } from './time.ts'

export interface TrailState {
  readonly exists: boolean
  readonly logging: boolean
  readonly startedAt: Second | undefined
  readonly stoppedAt: Second | undefined
  readonly multiRegion: boolean
  readonly organization: boolean
  readonly globalEvents: boolean
  readonly validation: boolean
  readonly bucket: string
  readonly prefix: string
  readonly selectors: Selectors
}

export type ChangeKind =
  | 'CreateTrail'
  | 'UpdateTrail'
  | 'PutEventSelectors'
  | 'StartLogging'
  | 'StopLogging'
  | 'DeleteTrail'

/** A change of one trail: what its state is from then on, and the call that made it. */
export interface Change {
  readonly second: Second
  readonly kind: ChangeKind
  readonly after: TrailState
  readonly happening: Happening
  /** Both ends of an excursion carry its number: away from a state and back to it. */
  readonly excursion?: number
}

export interface Trail {
  readonly name: string
  readonly arn: string
  readonly account: string
  readonly home: string
  readonly createdAt: Second
  readonly initial: TrailState
  readonly changes: readonly Change[]
}
