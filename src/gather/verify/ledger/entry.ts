import { z } from 'zod'
import type { DigestSlot } from '../../../model/coverage.ts'
import type { Instant, Interval } from '../../../model/time.ts'

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
}

type Packed = readonly [
  chain: number,
  from: Instant,
  to: Instant,
  state: number,
  flags: number,
  files: readonly string[],
  besides: readonly string[],
]

const BACKFILL = 1
const LINKED = 2
const none: readonly string[] = []

export const pack = (e: Entry): Packed => [
  e.chain,
  e.from,
  e.to,
  ledgerStates.indexOf(e.state),
  (e.isBackfill ? BACKFILL : 0) | (e.isLinked ? LINKED : 0),
  e.files,
  e.besides,
]

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'string')

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

/** `undefined` for what `pack` did not write. */
export const unpack = (value: unknown): Entry | undefined => {
  if (!Array.isArray(value)) return undefined
  const [chain, from, to, state, flags, files, besides]: unknown[] = value
  if (![chain, from, to, state, flags].every(isWhole)) return undefined
  const name = ledgerStates[Number(state)]
  if (name === undefined || !isTexts(files) || !isTexts(besides)) return undefined
  return {
    chain: Number(chain),
    from: Number(from),
    to: Number(to),
    state: name,
    isBackfill: (Number(flags) & BACKFILL) !== 0,
    isLinked: (Number(flags) & LINKED) !== 0,
    files: files.length === 0 ? none : files,
    besides: besides.length === 0 ? none : besides,
  }
}
