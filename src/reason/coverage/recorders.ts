import type { Evidence } from '../../model/coverage.ts'
import { type Intervals, intersect, intervals, subtract, union } from '../../model/intervals.ts'
import type { Settings } from '../../model/settings.ts'
import { covers } from '../selectors/covers.ts'
import { type CellCoverage, cellCoverage } from './cell.ts'
import { type Ground, groundOf } from './ground.ts'
import { type HistoryRead, historyReads } from './history.ts'
import { canonical } from './json.ts'
import { type Once, once } from './once.ts'
import { type Cell, cellKey } from './read/location.ts'
import type { TrailArn } from './trails/arn.ts'
import type { Witness } from './trails/fold.ts'
import { type SelectorPeriod, selectorPeriods } from './trails/selector-periods.ts'
import { type TrailState, trailState } from './trails/state.ts'
import type { TrailAnchors } from './trails/trails.ts'
import { changedFrom, historyWitness, trailWritesScope } from './trails/witness.ts'

/** One trail as it was over time, by all that the evidence tells. */
export interface Recorder {
  readonly trail: TrailArn
  readonly state: TrailState
  readonly periods: readonly SelectorPeriod[]
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
  trail: TrailArn,
  state: TrailState,
  witnessed: Intervals,
): Recorder => {
  const cells = new Map<string, CellCoverage>()
  return {
    trail,
    state,
    periods: selectorPeriods(state.pieces, ground.settings.selectorFuzz),
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

/** What was read of event history, settled or not; the settling is data (R27). */
const readsOf = (ground: Ground, settling: number): readonly HistoryRead[] =>
  ground.once(`history reads ${settling}`, () =>
    historyReads(ground.snapshots, ground.evidence.manifest, settling),
  )

/** What event history alone witnesses; for a proof, in every account from which the trail may be changed. */
const historyOf = (ground: Ground, told: TrailAnchors): Witness => {
  const { settling } = ground.settings
  const cells = changedFrom(told, ground.snapshots) ?? []
  const settled = cells.map((cell) => historyWitness(cell, readsOf(ground, settling)))
  return {
    believed: historyWitness(told.trail, readsOf(ground, 0)),
    rooted: settled.length === 0 ? [] : settled.reduce((a, b) => intersect(a, b)),
    lag: settling,
  }
}

const witnessOf = (
  ground: Ground,
  told: TrailAnchors,
  recorder: Recorder,
  all: readonly Recorder[],
  selects: Selects,
): Witness => {
  const history = historyOf(ground, told)
  const cells = changedFrom(told, ground.snapshots) ?? []
  const proven = cells.map((cell) =>
    union(
      historyWitness(cell, readsOf(ground, ground.settings.settling)),
      others(recorder, all, selects, cell, 'verified'),
    ),
  )
  return {
    ...history,
    believed: union(history.believed, others(recorder, all, selects, told.trail, 'recorded')),
    rooted: proven.length === 0 ? [] : proven.reduce((a, b) => intersect(a, b)),
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
      const witness =
        before === undefined
          ? historyOf(ground, told)
          : witnessOf(ground, told, before, current, selects)
      const state = trailState(told.anchors, told.toldOn, witness)
      return recorderOf(ground, told.trail, state, witness.believed)
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
