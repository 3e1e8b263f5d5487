import type { NoiseKind } from '../../../model/goal.ts'
import type { Box } from '../../../model/scope.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Cut } from './cut.ts'

/** Events of a group that a trail records for sure, in the window. */
export interface HeldEvents {
  readonly tuple: Tuple
  readonly events: number
}

/** One trail with what it records: where noise is looked for. */
export interface Look {
  readonly trail: PricedTrail
  readonly held: readonly HeldEvents[]
  /** Events of the class `data` that it records, in the window. */
  readonly dataEvents: number
  readonly managementEvents: number
  /** Below this share of the class noise is left alone. */
  readonly leastShare: number
}

interface Common {
  readonly kind: NoiseKind
  readonly trail: PricedTrail
  readonly title: string
  /** Groups that are noise by the rule; the cut may leave out others with them. */
  readonly isNoise: (tuple: Tuple) => boolean
  /** What an attacker could do unseen. One sentence. */
  readonly loss: string
}

/** Noise that was found, and how it may be left out. */
export type Found =
  | (Common & { readonly cut: Cut })
  | (Common & { readonly setting: 'recursiveLogging'; readonly excluded: Box })
  | (Common & { readonly unsayable: string })

/** The same with its volume: events of the window, and those of the class that the trail records. */
export type Candidate = Found & { readonly events: number; readonly ofEvents: number }

/** A kind of noise: its rule. */
export type NoiseRule = (look: Look) => readonly Found[]

export const eventsOf = (held: readonly HeldEvents[]): number =>
  held.reduce((sum, { events }) => sum + events, 0)

/** Whether some events are many enough, of the data events of a trail. */
export const isMany = ({ dataEvents, leastShare }: Look, events: number): boolean =>
  events > 0 && events >= dataEvents * leastShare

export const namesOf = (held: readonly HeldEvents[]): readonly string[] =>
  [...new Set(held.flatMap(({ tuple }) => tuple.event.eventName ?? []))].sort()
