import type { BlindReason } from '../../../model/coverage.ts'
import { type Intervals, intersect, subtract, union } from '../../../model/intervals.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import type { Anchors } from './anchor.ts'
import { EVER, fold, type Known, NEVERMORE, type Witness } from './fold.ts'
import { selectorsKey } from './selectors-key.ts'

/** One trail over a time in which nothing about it changes. */
export interface TrailPiece extends Interval {
  /** Where it delivers, wherever that is known. */
  readonly config: TrailConfig | undefined
  /** Where it delivers is not known only for want of a later reading. */
  readonly open?: true
  readonly selectors: Selectors | undefined
  /** Rests on there having been no change in the last hours before these readings (R27). */
  readonly unsettledBefore?: readonly Instant[]
  /** It exists, its configuration and selectors are known, and it is on. */
  readonly on: boolean
  /** Why it records nothing that we may count on; absent when `on`. */
  readonly off?: { readonly reason: BlindReason; readonly note: string; readonly sure: boolean }
}

export interface TrailState {
  readonly pieces: readonly TrailPiece[]
  /** Times at which every aspect is proven (R21). */
  readonly certain: Intervals
  /** Times at which something is known to have changed, as against times of mere readings. */
  readonly changes: ReadonlySet<Instant>
  /** Those at which it may have become, or ceased to be, a multi-region or organisation trail. */
  readonly conversions: ReadonlySet<Instant>
}

interface Aspects {
  readonly config: readonly Known<TrailConfig | null>[]
  readonly selectors: readonly Known<Selectors>[]
  readonly logging: readonly Known<boolean>[]
}

const pieceAt = <T>(pieces: readonly Known<T>[], time: Instant): Known<T> =>
  pieces.find((p) => p.from <= time && time < p.to) ?? {
    from: EVER,
    to: NEVERMORE,
    value: undefined,
    certain: [],
    note: '',
  }

const offOf = (
  config: Known<TrailConfig | null>,
  selectors: Known<Selectors>,
  logging: Known<boolean>,
): TrailPiece['off'] => {
  if (config.value === null) return { reason: 'did not exist', note: config.note, sure: true }
  if (logging.value === false) return { reason: 'not logging', note: logging.note, sure: true }
  const missing = [config, logging, selectors].find((k) => k.value === undefined)
  if (missing === undefined) return undefined
  return { reason: 'configuration unknown', note: missing.note, sure: false }
}

const overlay = ({ config, selectors, logging }: Aspects): readonly TrailPiece[] => {
  const starts = [...config, ...selectors, ...logging].map((k) => k.from)
  const edges = [...new Set(starts)].sort((a, b) => (a < b ? -1 : 1))
  return edges.map((from, i) => {
    const to = edges[i + 1] ?? NEVERMORE
    const [c, s, l] = [pieceAt(config, from), pieceAt(selectors, from), pieceAt(logging, from)]
    const off = offOf(c, s, l)
    const unsettled = new Set([c, s, l].flatMap((k) => k.unsettledBefore ?? []))
    return {
      from,
      to,
      config: c.value ?? undefined,
      selectors: s.value,
      on: off === undefined,
      ...(off === undefined ? {} : { off }),
      ...(c.open ? { open: true as const } : {}),
      ...(unsettled.size === 0 ? {} : { unsettledBefore: [...unsettled] }),
    }
  })
}

const certainOf = <T>(pieces: readonly Known<T>[]): Intervals => pieces.flatMap((p) => p.certain)

/** A told start loses its force where a stop is known inside it. */
const stillTold = (told: Intervals, logging: Aspects['logging']): Intervals =>
  subtract(
    told,
    logging.filter((l) => l.value !== true),
  )

/** The state of a trail over all time, from what is told about its three aspects (R21 to R23). */
export const trailState = (anchors: Anchors, toldOn: Intervals, witness: Witness): TrailState => {
  const aspects: Aspects = {
    config: fold(anchors.config, witness, 'no snapshot or event tells its configuration'),
    selectors: fold(
      anchors.selectors,
      witness,
      'no snapshot or event tells its selectors',
      selectorsKey,
    ),
    logging: fold(anchors.logging, witness, 'no snapshot or event tells whether it was logging'),
  }
  const logging = [...certainOf(aspects.logging), ...stillTold(toldOn, aspects.logging)].sort(
    (a, b) => a.from - b.from,
  )
  const all = [...anchors.config, ...anchors.selectors, ...anchors.logging]
  return {
    changes: new Set(all.filter((a) => !a.observed).map((a) => a.time)),
    conversions: new Set(
      anchors.config
        .filter((a) => !a.observed && a.after !== null)
        .filter((a) => a.before !== null || a.after === undefined)
        .map((a) => a.time),
    ),
    pieces: overlay(aspects),
    certain: intersect(
      intersect(certainOf(aspects.config), certainOf(aspects.selectors)),
      union(logging),
    ),
  }
}
