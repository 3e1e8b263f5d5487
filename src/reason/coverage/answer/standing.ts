import { contains, type Intervals } from '../../../model/intervals.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import type { Recording } from '../../selectors/types.ts'
import { type CellCoverage, membership } from '../cell.ts'
import { regionRuleEdges } from '../places/global-services.ts'
import { placesFor } from '../places/named-places.ts'
import { includesCell } from '../places/reach.ts'
import { type Cell, cellKey } from '../read/location.ts'
import { logBuckets } from '../read/log-buckets.ts'
import type { Recorder, Recorders } from '../recorders.ts'
import { choicesAt } from '../trails/selector-periods.ts'
import { limitsOf } from './limits.ts'

/** What one recorder surely recorded at a time, as recordings of which each may be the true one (R24). */
export interface Standing {
  readonly id: string
  readonly choices: readonly Recording[]
  /** The same for what is proven; empty where nothing is. */
  readonly verified: readonly Recording[]
  /** Equal for recorders that stand alike, so that nothing is computed twice. */
  readonly key: string
  readonly verifiedKey: string
}

/** A recorder and the cells of a scope in which it may have worked. */
export interface Candidate {
  readonly recorder: Recorder
  readonly cells: readonly { readonly cell: Cell; readonly coverage: CellCoverage }[]
}

export interface Candidates {
  readonly recorders: Recorders
  readonly lookedAt: readonly string[]
  readonly logBuckets: readonly string[]
  readonly all: readonly Candidate[]
}

const cellsFor = (recorders: Recorders, recorder: Recorder, scope: Scope): readonly Cell[] => {
  const { accounts, regions } = placesFor(recorders.ground, scope)
  const { trail, state } = recorder
  const configs = state.pieces.flatMap((p) => (p.config === undefined ? [] : [p.config]))
  const elsewhere = configs.some((c) => c.includeGlobalServiceEvents && !c.isMultiRegion)
  const all = new Set(elsewhere ? [...regions, trail.region] : regions)
  return accounts
    .flatMap((account) => [...all].map((region) => ({ account, region })))
    .filter((cell) => configs.some((config) => includesCell(trail, config, cell)))
}

export const candidatesFor = (recorders: Recorders, scope: Scope): Candidates => ({
  recorders,
  lookedAt: placesFor(recorders.ground, scope).regions,
  logBuckets: recorders.ground.once('log buckets', () =>
    logBuckets(recorders.ground.snapshots, recorders.ground.events),
  ),
  all: recorders.trails.map((recorder) => ({
    recorder,
    cells: cellsFor(recorders, recorder, scope).map((cell) => ({
      cell,
      coverage: recorder.cell(cell),
    })),
  })),
})

const edgesOf = (set: readonly Interval[]): readonly Instant[] => set.flatMap((i) => [i.from, i.to])

const memberEdges = ({ ground }: Recorders, { trail }: Recorder, account: string) =>
  account === trail.account ? [] : edgesOf(membership(ground, trail, account).known)

/** Every time at which what some candidate recorded may change. */
export const candidateEdges = (candidates: Candidates): ReadonlySet<Instant> => {
  const edges = new Set<Instant>(regionRuleEdges)
  for (const { recorder, cells } of candidates.all) {
    for (const time of edgesOf(recorder.periods)) edges.add(time)
    for (const time of edgesOf(recorder.state.pieces)) edges.add(time)
    for (const account of new Set(cells.map((c) => c.cell.account)))
      for (const time of memberEdges(candidates.recorders, recorder, account)) edges.add(time)
    for (const { coverage } of cells)
      for (const set of Object.values(coverage) as Intervals[])
        for (const time of edgesOf(set)) edges.add(time)
  }
  return edges
}

/** A window cut at these times. */
export const cut = (window: Interval, times: Iterable<Instant>): readonly Interval[] => {
  const inside = new Set([...times].filter((t) => window.from < t && t < window.to))
  const starts = [window.from, ...[...inside].sort((a, b) => a - b)]
  return starts
    .map((from, i) => ({ from, to: starts[i + 1] ?? window.to }))
    .filter((s) => s.from < s.to)
}

const networkRead = ({ ground }: Recorders): boolean =>
  ground.once('network read', () =>
    ground.evidence.manifest.objects.some((o) => o.kind === 'network-activity'),
  )

/** How each candidate stands at a time. Those that recorded nothing of the scope's places are left out. */
export const standingAt = (candidates: Candidates, time: Instant): readonly Standing[] => {
  const { recorders, lookedAt } = candidates
  return candidates.all.flatMap(({ recorder, cells }, i) => {
    const pick = (set: keyof CellCoverage) =>
      cells.filter(({ coverage }) => contains(coverage[set], time)).map(({ cell }) => cell)
    const recorded = pick('recorded')
    if (recorded.length === 0) return []
    const verified = pick('verified')
    const { trail, state, periods } = recorder
    const config = state.pieces.find((p) => p.from <= time && time < p.to)?.config
    const choices = choicesAt(periods, time)
    if (config === undefined || choices.length === 0) return []
    const context = {
      lookedAt,
      time,
      logBuckets: candidates.logBuckets,
      networkRead: networkRead(recorders),
    }
    const recording = (selectors: Selectors, of: readonly Cell[]): Recording => ({
      id: trail.arn,
      limits: limitsOf(trail, config, selectors, of, context),
      selectors,
    })
    const rule = regionRuleEdges.filter((edge) => edge <= time).length
    const how = `${i} ${rule} ${choices.map((c) => c.key).join(';')} ${JSON.stringify(config)}`
    return [
      {
        id: trail.arn,
        choices: choices.map((c) => recording(c.selectors, recorded)),
        verified: verified.length === 0 ? [] : choices.map((c) => recording(c.selectors, verified)),
        key: `${how} ${recorded.map(cellKey).join(',')}`,
        verifiedKey: `${how} ${verified.map(cellKey).join(',')}`,
      },
    ]
  })
}
