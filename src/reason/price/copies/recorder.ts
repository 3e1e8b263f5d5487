import type { Ternary } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import type { TrailArn } from '../../coverage/trails/arn.ts'
import type { SelectableEvent } from '../../selectors/types.ts'

/** One account and region: where the first copy of management events is free (facts/aws.md 4). */
export interface Cell {
  readonly account: string
  readonly region: string
}

export const cellKey = ({ account, region }: Cell): string => `${account} ${region}`

/** A trail as the snapshots know it last: known beats unknown, later beats earlier (R22). */
export interface PricedTrail {
  readonly arn: TrailArn
  /** Absent where it could not be read. */
  readonly config?: TrailConfig
  /** As it was in every snapshot: what it delivered before it moved lies where it was (R18). */
  readonly configs: readonly TrailConfig[]
  /** Absent where they could not be read: it may select anything (R5). */
  readonly selectors?: Selectors
  readonly createdAt?: Instant
  /** Types of Insights by the class of events that they analyse; absent where they were not read. */
  readonly insights?: readonly {
    readonly type: string
    readonly categories: readonly string[]
  }[]
  /** Whether it works in a cell at all, on or off. */
  readonly reaches: (cell: Cell) => Ternary
  /** Whether it is on in a cell, as far as its copies there were asked; `off` where it does not reach. */
  readonly stateIn: (cell: Cell) => 'on' | 'off' | 'unknown'
  /** Whether it is given an event in a cell, whatever its selectors say (facts/aws.md 3.8, 3.10). */
  readonly gives: (cell: Cell, event: SelectableEvent, isRecursive: boolean) => Ternary
}

/**
 * Whatever delivers copies of the events of a cell. A sighting is attributed to a trail by a digest, or because it alone
 * writes to the place where the file lies (R18); otherwise the place itself stands for whoever writes there.
 */
export interface Recorder {
  /** ARN of the trail; `s3://bucket/prefix` of a place whose writer is not known or is one of several. */
  readonly id: string
  /** The bits of `Tuple.seen` that stand for its files; 0 where none of them was ingested. */
  readonly bits: number
  readonly trail?: PricedTrail
  /** The trail as it was set when it delivered its files, where `trail` is what a proposal makes of it. */
  readonly was?: PricedTrail
  /** The trails that may have written there, where that is not one: none is known, or several. */
  readonly writers: readonly PricedTrail[]
  /** Whether what it delivered is surely a copy of its own, and not perhaps that of another recorder (R18). */
  readonly isApart: boolean
  /** Whether every file that it delivered in the window was read, as far as ingest can say (R16). */
  readonly complete: boolean
  /** Of a trail that a proposal adds or sets otherwise, counted by its settings alone. */
  readonly isProposed?: true
}

/** The recorders of each cell that has events or a trail. */
export type Recorders = ReadonlyMap<string, readonly Recorder[]>
