import type { Evidence } from '../../model/coverage.ts'
import { type Intervals, intervals, subtract, union } from '../../model/intervals.ts'
import type { Settings } from '../../model/settings.ts'
import { covers } from '../selectors/covers.ts'
import { type CellCoverage, cellCoverage } from './cell.ts'
import { type Ground, groundOf } from './ground.ts'
import { canonical } from './json.ts'
import { type Once, once } from './once.ts'
import { type Cell, cellKey } from './read/location.ts'
import type { TrailArn } from './trails/arn.ts'
import type { Witness } from './trails/fold.ts'
import { type SelectorPeriod, selectorPeriods } from './trails/selector-periods.ts'
import { type TrailState, trailState } from './trails/state.ts'
import { historyWitness, trailWritesScope } from './trails/witness.ts'

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
const selectsTrailWrites = (): ((period: SelectorPeriod, trail: TrailArn) => boolean) => {
  const known = new Map<string, boolean>()
  return (period, trail) => {
    const before = known.get(period.key)
    if (before !== undefined) return before
    const recording = { id: '', limits: [{ fields: {} }], selectors: period.selectors }
    const { covered } = covers([recording], trailWritesScope(trail), 'must')
    known.set(period.key, covered)
    return covered
  }
}

type Selects = ReturnType<typeof selectsTrailWrites>

const witnessOf = (
  recorder: Recorder,
  all: readonly Recorder[],
  history: { readonly settled: Intervals; readonly fetched: Intervals },
  selects: Selects,
  lag: number,
): Witness => {
  const { trail } = recorder
  const others = all
    .filter((other) => other.trail.arn !== trail.arn)
    .map((other) => {
      const { recorded, verified } = other.cell(trail)
      if (recorded.length === 0) return { recorded, verified }
      const leavingOut = intervals(other.periods.filter((p) => !selects(p, trail)))
      return { recorded: subtract(recorded, leavingOut), verified: subtract(verified, leavingOut) }
    })
  return {
    believed: union(history.fetched, ...others.map((o) => o.recorded)),
    rooted: union(history.settled, ...others.map((o) => o.verified)),
    lag,
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
  const { settling } = ground.settings
  const selects = selectsTrailWrites()
  const histories = ground.trails.map(({ trail }) => ({
    settled: historyWitness(trail, ground.snapshots, settling),
    fetched: historyWitness(trail, ground.snapshots, 0),
  }))
  const next = (current: readonly Recorder[]): readonly Recorder[] =>
    ground.trails.map(({ trail, anchors, toldOn }, i) => {
      const history = histories[i] ?? { settled: [], fetched: [] }
      const before = current[i]
      const witness =
        before === undefined
          ? { believed: history.fetched, rooted: history.settled, lag: settling }
          : witnessOf(before, current, history, selects, settling)
      const state = trailState(anchors, toldOn, witness)
      return recorderOf(ground, trail, state, witness.believed)
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
