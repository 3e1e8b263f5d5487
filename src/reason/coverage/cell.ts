import { type Intervals, intersect, intervals, subtract, union } from '../../model/intervals.ts'
import type { Settings } from '../../model/settings.ts'
import type { TrailConfig } from '../../model/snapshot.ts'
import type { Interval } from '../../model/time.ts'
import type { Ground } from './ground.ts'
import { type Membership, membershipOf } from './places/membership.ts'
import { includesCell, reachOf } from './places/reach.ts'
import { newlyEnabled } from './places/regions.ts'
import { type Cell, cellKey, locationKey, locationOf, sameLocation } from './read/location.ts'
import { type Readable, readableOf } from './read/readable.ts'
import type { TrailArn } from './trails/arn.ts'
import type { TrailPiece, TrailState } from './trails/state.ts'

/** What one trail recorded for one cell, and how far that is proven. All are event times. */
export interface CellCoverage {
  /** On, and working in this account and region. */
  readonly placed: Intervals
  /** Placed, delivered and read. */
  readonly recorded: Intervals
  /** Recorded, with its configuration and every file proven (R29). */
  readonly verified: Intervals
  /** Recorded only if the word of who ingested holds (R16). */
  readonly asserted: Intervals
  /** Recorded only if a copy is of the bucket that it seems to be of (R16). */
  readonly guessed: Intervals
  /** Recorded only if a rejected copy is of the bucket in whose folder it lies (R19). */
  readonly apart: Intervals
  /** Recorded only if failed deliveries were made up for (R27). */
  readonly late: Intervals
}

const NOTHING: CellCoverage = {
  placed: [],
  recorded: [],
  verified: [],
  asserted: [],
  guessed: [],
  apart: [],
  late: [],
}

/** Times during which files may have been delivered under a configuration, and what of them was read. */
export interface Delivered {
  readonly during: Interval
  readonly config: TrailConfig
  readonly readable: Readable
}

const sameDelivery = (a: TrailConfig, b: TrailConfig): boolean =>
  sameLocation(locationOf(a), locationOf(b)) && a.kmsKeyId === b.kmsKeyId

/** The pieces joined where the trail went on delivering to the same place. */
const deliveryPieces = (pieces: readonly TrailPiece[]) => {
  const joined: { from: number; to: number; config: TrailConfig }[] = []
  for (const { from, to, config } of pieces) {
    if (config === undefined) continue
    const last = joined.at(-1)
    if (last !== undefined && last.to === from && sameDelivery(last.config, config)) last.to = to
    else joined.push({ from, to, config })
  }
  return joined
}

/**
 * Where the files of a cell went over time. Around a change of bucket or prefix they may have gone to the old place or
 * to the new one, so both must have been read.
 */
export const deliveredOf = (
  ground: Ground,
  trail: TrailArn,
  state: TrailState,
  cell: Cell,
): readonly Delivered[] => {
  const { settling, selectorFuzz } = ground.settings
  return deliveryPieces(state.pieces).map(({ from, to, config }) => ({
    during: { from: from - settling - selectorFuzz, to: to + selectorFuzz },
    config,
    readable: ground.once(
      `readable ${trail.arn} ${locationKey(locationOf(config))} ${config.kmsKeyId} ${cellKey(cell)}`,
      () => readableOf(ground, trail, config, cell),
    ),
  }))
}

/** The last times before the trail's place of delivery ceases to be known: their files may have come later. */
const beforeUnknown = ({ pieces }: TrailState, settling: number, open: boolean): Intervals =>
  intervals(
    pieces
      .filter((p) => p.config === undefined && p.off?.reason !== 'did not exist')
      .filter((p) => (p.open === true) === open)
      .map(({ from }) => ({ from: from - settling, to: from })),
  )

/** Such times before the end of what is known: nothing tells that it moved then, so that it did not is assumed. */
export const lastKnown = (state: TrailState, settling: number): Intervals =>
  beforeUnknown(state, settling, true)

/**
 * Times whose files may have been delivered after the trail moved unseen, so to another place (R27). What digests prove
 * was delivered where it was read.
 */
export const maybeElsewhere = (
  ground: Ground,
  state: TrailState,
  delivered: readonly Delivered[],
): Intervals =>
  subtract(
    beforeUnknown(state, ground.settings.settling, false),
    union(...delivered.map((d) => d.readable.proved)),
  )

/** The times within `placed` at which every place of delivery satisfies `pick`. */
const throughout = (
  placed: Intervals,
  delivered: readonly Delivered[],
  pick: (readable: Readable) => Intervals,
): Intervals =>
  delivered.reduce(
    (left, { during, readable }) => subtract(left, subtract([during], pick(readable))),
    placed,
  )

export const membership = (ground: Ground, trail: TrailArn, account: string): Membership =>
  ground.once(`membership ${trail.arn} ${account}`, () =>
    membershipOf(trail, account, ground.snapshots, ground.events, ground.settings),
  )

const newRegions = (ground: Ground, trail: TrailArn, cell: Cell, settings: Settings): Intervals =>
  cell.region === trail.region
    ? []
    : newlyEnabled(cell.account, cell.region, ground.snapshots, ground.events, settings)

/** What a trail in a given state recorded for a cell. */
export const cellCoverage = (
  ground: Ground,
  trail: TrailArn,
  state: TrailState,
  cell: Cell,
): CellCoverage => {
  const possible = state.pieces.some((p) => p.config && includesCell(trail, p.config, cell))
  if (!possible) return NOTHING
  const reach = reachOf(trail, state, cell, ground.settings)
  if (reach.length === 0) return NOTHING
  const own = cell.account === trail.account
  const member = own ? undefined : membership(ground, trail, cell.account)
  const inside = member === undefined ? reach : intersect(reach, member.member)
  const placed = subtract(inside, newRegions(ground, trail, cell, ground.settings))
  if (placed.length === 0) return NOTHING
  const delivered = deliveredOf(ground, trail, state, cell)
  const recorded = subtract(
    throughout(placed, delivered, (r) => r.read),
    maybeElsewhere(ground, state, delivered),
  )
  const certain = member === undefined ? state.certain : intersect(state.certain, member.certain)
  return {
    placed,
    recorded,
    verified: intersect(
      throughout(placed, delivered, (r) => r.proved),
      certain,
    ),
    asserted: subtract(
      recorded,
      throughout(placed, delivered, (r) => r.listed),
    ),
    guessed: subtract(
      recorded,
      throughout(placed, delivered, (r) => r.named),
    ),
    apart: intersect(recorded, union(...delivered.map((d) => d.readable.apart))),
    late: intersect(recorded, union(...delivered.map((d) => d.readable.late))),
  }
}
