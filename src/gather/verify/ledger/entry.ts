import { z } from 'zod'
import type { DigestSlot } from '../../../model/coverage.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import type { Run } from './runs.ts'

/** A chain in the ledger of one cell: what its slots have in common. */
export const ledgerChainSchema = z.strictObject({
  trail: z.string(),
  home: z.string(),
  arn: z.string().nullable(),
  /** Where its digests were found. */
  places: z.array(z.string()),
})
export type LedgerChain = z.output<typeof ledgerChainSchema>

/** Slots of one day that begin then: where their line stands, and how far they reach. */
const daySchema = z.strictObject({
  day: z.number(),
  reaches: z.number(),
  offset: z.number(),
  length: z.number(),
})
export type LedgerDay = z.output<typeof daySchema>

/** The first line of a cell's file. */
export const headerSchema = z.strictObject({
  schema: z.literal('wholetrail/ledger/1'),
  account: z.string(),
  region: z.string(),
  chains: z.array(ledgerChainSchema),
  /** Offsets count from the end of this line. */
  days: z.array(daySchema),
})
export type LedgerHeader = z.output<typeof headerSchema>

export const ledgerStates = [
  'verified',
  'verified-empty',
  'missing',
  'invalid',
  'interrupted',
  'unattested',
] as const satisfies readonly DigestSlot['state'][]

/** A slot of a chain (its place in the list of chains); short, since an organisation has millions of them a year. */
export interface Entry extends Interval {
  readonly chain: number
  readonly state: DigestSlot['state']
  readonly isBackfill: boolean
  readonly isLinked: boolean
  readonly files: readonly string[]
  readonly besides: readonly string[]
  /** When the oldest event of the files happened, where that is proven. */
  readonly oldest?: Instant
}

type Packed = readonly [
  chain: number,
  from: Instant,
  to: Instant,
  state: number,
  flags: number,
  files: readonly string[],
  besides: readonly string[],
  /** 0: none. */
  step?: Instant,
  oldest?: Instant,
]

const BACKFILL = 1
const LINKED = 2
const none: readonly string[] = []

export const pack = (run: Run): Packed => {
  const { chain, from, to, state, isBackfill, isLinked, files, besides, step, oldest } = run
  const flags = (isBackfill ? BACKFILL : 0) | (isLinked ? LINKED : 0)
  const packed = [chain, from, to, ledgerStates.indexOf(state), flags, files, besides] as const
  if (oldest !== undefined) return [...packed, step ?? 0, oldest]
  return step === undefined ? packed : [...packed, step]
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'string')

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

/** `undefined` for what `pack` did not write. */
export const unpack = (value: unknown): Run | undefined => {
  if (!Array.isArray(value)) return undefined
  const [chain, from, to, state, flags, files, besides, length, oldest]: unknown[] = value
  const step = length === 0 ? undefined : length
  if (!isWhole(chain) || !isWhole(from) || !isWhole(to)) return undefined
  if (!isWhole(state) || !isWhole(flags)) return undefined
  if (step !== undefined && !(isWhole(step) && step > 0 && (to - from) % step === 0))
    return undefined
  if (oldest !== undefined && !isWhole(oldest)) return undefined
  const name = ledgerStates[state]
  if (name === undefined || !isTexts(files) || !isTexts(besides)) return undefined
  return {
    chain,
    from,
    to,
    state: name,
    isBackfill: (flags & BACKFILL) !== 0,
    isLinked: (flags & LINKED) !== 0,
    files: files.length === 0 ? none : files,
    besides: besides.length === 0 ? none : besides,
    ...(step === undefined ? {} : { step }),
    ...(oldest === undefined ? {} : { oldest }),
  }
}
