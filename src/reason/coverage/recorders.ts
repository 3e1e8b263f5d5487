import type { Evidence } from '../../model/coverage.ts'
import { type Intervals, intersect, intervals, subtract, union } from '../../model/intervals.ts'
import type { Settings } from '../../model/settings.ts'
import { covers } from '../selectors/covers.ts'
import { type CellCoverage, cellCoverage } from './cell.ts'
import { type Ground, groundOf } from './ground.ts'
import type { HistoryRead } from './history.ts'
import { canonical } from './json.ts'
import { type Once, once } from './once.ts'
import { type Cell, cellKey } from './read/location.ts'
import type { TrailArn } from './trails/arn.ts'
import type { Witness } from './trails/fold.ts'
import { type SelectorPeriod, selectorPeriods } from './trails/selector-periods.ts'
import { type TrailState, trailState } from './trails/state.ts'
import type { TrailAnchors } from './trails/trails.ts'
import {
  believedFrom,
  changedFrom,
  delegatesOf,
  historyWitness,
  trailWritesScope,
} from './trails/witness.ts'
import { trustedReads } from './trusted-reads.ts'

/** One trail as it was over time, by all that the evidence tells. */
export interface Recorder {
  readonly trail: TrailArn
  readonly state: TrailState
  readonly periods: readonly SelectorPeriod[]
  /** Other accounts that may change it, as delegated administrators; `undefined` where that was not read (8.3). */
  readonly delegates: readonly string[] | undefined
  /** Whether it is, or was at some time, a trail of an organisation. */
  readonly organizational: boolean
  /** Times at which something else would have shown a change of it, if only by its own word (R21). */
  readonly witnessed: Intervals
  /** What it recorded for one account and region; computed once. */
  readonly cell: (cell: Cell) => CellCoverage
}

export interface Recorders {
  readonly ground: Ground
  readonly trails: readonly Recorder[]
  /** Decisions about scopes, which questions share. */
  readonly decided: Once
}

const REMEMBERED = 5000

const recorderOf = (
  ground: Ground,
  told: TrailAnchors,
  state: TrailState,
  witnessed: Intervals,
): Recorder => {
  const { trail, organizational } = told
  const cells = new Map<string, CellCoverage>()
  return {
    trail,
    state,
    periods: selectorPeriods(state.pieces, ground.settings.selectorFuzz),
    delegates: delegatesOf(told, ground.snapshots),
    organizational,
    witnessed,
    cell: (cell) => {
      const key = cellKey(cell)
      const known = cells.get(key) ?? cellCoverage(ground, trail, state, cell)
      cells.set(key, known)
      return known
    },
  }
}

/** Whether selectors record every change of a trail, by the key of the selectors; places aside. */
const selectsTrailWrites = (): ((period: SelectorPeriod, cell: Cell) => boolean) => {
  const known = new Map<string, boolean>()
  return (period, cell) => {
    const before = known.get(period.key)
    if (before !== undefined) return before
    const recording = { id: '', limits: [{ fields: {} }], selectors: period.selectors }
    const { covered } = covers([recording], trailWritesScope(cell), 'must')
    known.set(period.key, covered)
    return covered
  }
}

type Selects = ReturnType<typeof selectsTrailWrites>

/** Times at which other trails recorded every change made in a cell: by what is believed, and by what is proven. */
const others = (
  recorder: Recorder,
  all: readonly Recorder[],
  selects: Selects,
  cell: Cell,
  which: 'recorded' | 'verified',
): Intervals =>
  union(
    ...all
      .filter((other) => other.trail.arn !== recorder.trail.arn)
      .map((other) => {
        const recorded = other.cell(cell)[which]
        if (recorded.length === 0) return recorded
        return subtract(recorded, intervals(other.periods.filter((p) => !selects(p, cell))))
      }),
  )

/** Times at which all of several cells were witnessed; none of an empty list. */
const inEach = (cells: readonly Cell[], witnessed: (cell: Cell) => Intervals): Intervals =>
  cells.length === 0 ? [] : cells.map(witnessed).reduce((a, b) => intersect(a, b))

/**
 * What witnesses a trail: event history, and other trails as far as they are known. For a proof it must be witnessed
 * in every account from which the trail may be changed. What a trail delivered is settled by then (R27).
 */
const witnessOf = (
  ground: Ground,
  told: TrailAnchors,
  byOthers: (cell: Cell, which: 'recorded' | 'verified') => Intervals,
): Witness => {
  const { settling } = ground.settings
  const settled = trustedReads(ground, settling)
  const all = trustedReads(ground, 0)
  const likely = believedFrom(told, ground.snapshots)
  const possible = changedFrom(told, ground.snapshots) ?? []
  const believedBy = (reads: readonly HistoryRead[]) => (cell: Cell) =>
    union(historyWitness(cell, reads), byOthers(cell, 'recorded'))
  return {
    believed: inEach(likely, believedBy(settled)),
    unsettled: inEach(likely, believedBy(all)),
    rooted: inEach(possible, (cell) =>
      union(historyWitness(cell, settled), byOthers(cell, 'verified')),
    ),
    lag: settling,
  }
}

/** More rounds than this change nothing in practice; stopping early only leaves states unknown. */
const ROUNDS = 6

/**
 * Every trail's state over time. A state is known between readings that agree, and beyond them as far as a witness
 * reaches; a witness is another trail whose own state is known, so this goes round until nothing more becomes known
 * (R21: a recorder never vouches for itself).
 */
const settle = (ground: Ground): readonly Recorder[] => {
  const selects = selectsTrailWrites()
  const next = (current: readonly Recorder[]): readonly Recorder[] =>
    ground.trails.map((told, i) => {
      const before = current[i]
      const witness = witnessOf(ground, told, (cell, which) =>
        before === undefined ? [] : others(before, current, selects, cell, which),
      )
      const state = trailState(told.anchors, told.toldOn, witness)
      return recorderOf(ground, told, state, witness.believed)
    })
  let current = next([])
  if (current.length < 2) return current
  let seen = canonical(current.map((r) => [r.state, r.witnessed]))
  for (let round = 1; round < ROUNDS; round++) {
    current = next(current)
    const now = canonical(current.map((r) => [r.state, r.witnessed]))
    if (now === seen) break
    seen = now
  }
  return current
}

const computed = new WeakMap<Evidence, Map<string, Recorders>>()

/** The recorders that some evidence tells of; computed once for each evidence and settings. */
export const recordersOf = (evidence: Evidence, settings: Settings): Recorders => {
  const bySettings = computed.get(evidence) ?? new Map<string, Recorders>()
  computed.set(evidence, bySettings)
  const key = canonical(settings)
  const known = bySettings.get(key)
  if (known !== undefined) return known
  const ground = groundOf(evidence, settings)
  const recorders = { ground, trails: settle(ground), decided: once(REMEMBERED) }
  bySettings.set(key, recorders)
  return recorders
}
