import type { NamedFile, ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import { HOUR, type Instant, type Interval } from '../../../model/time.ts'
import type { ExplainingEvent } from '../../../model/verification.ts'
import type { ChainContext, EarlierWord, TrailEvent } from '../chain/context.ts'
import type { JudgedChain } from '../chain/judge.ts'
import { judgeChain } from '../chain/judge-chain.ts'
import type { FoundDigest, FoundFile } from '../digest/found.ts'
import { expectedOf, seenOn } from '../expectations/expected.ts'
import type { ChangeOfTrail } from '../lake/trail-events.ts'
import type { CellChain } from './chains.ts'
import { type Desk, GRACE } from './desk.ts'
import { chainWindow, timeOfDigest } from './window.ts'

export interface JudgedCellChain extends CellChain {
  readonly window: Interval
  readonly judged: JudgedChain
}

/** A chain on its way to be judged: its window decides which of its log files are read. */
export interface DueChain extends CellChain {
  readonly window: Interval
  readonly asOf: Instant
  readonly expected: ChainContext['expected']
  readonly seenOn: readonly Instant[]
  readonly earlier: readonly EarlierWord[]
  readonly events: readonly TrailEvent[]
  readonly unattested: readonly TrailEvent[]
}

const eventsOf = ({ ground }: Desk, { id }: CellChain): readonly ChangeOfTrail[] =>
  ground.changes.filter(({ arn, isOrganization }) =>
    id.arn === null
      ? arn.endsWith(`:trail/${id.trail}`) &&
        arn.includes(`:${id.home}:`) &&
        isOrganization !== false
      : arn === id.arn,
  )

/**
 * The latest instant that any source with digests of the chain can show. Whoever names a later end asks a copy for what
 * came after it was made: that is there by now, or missing.
 */
const asOfChain = (
  { options, known }: Desk,
  { digests }: CellChain,
  otherwise: Instant,
): Instant => {
  const shown =
    digests.reduce((most, { place }) => Math.max(most, place?.store.asOf ?? 0), 0) || otherwise
  return options.to !== undefined && options.to > shown ? known.now : shown
}

export const dueChain = (
  desk: Desk,
  chain: CellChain,
  otherwise: Instant,
  told: {
    readonly sibling?: Instant | null
    readonly expected?: ChainContext['expected']
    readonly earlier?: readonly EarlierWord[]
  } = {},
): DueChain => {
  const { id, digests } = chain
  const asOf = asOfChain(desk, chain, otherwise)
  const expected = expectedOf(id.arn, id, desk.ground, told.sibling) ?? told.expected ?? null
  const all = eventsOf(desk, chain)
  const events = all.filter((e) => e.isUnattested !== true)
  const found = digests.map((d) => d.found)
  const on = seenOn(id.arn, id, desk.ground)
  const earlier = told.earlier ?? []
  const due = [expected?.since ?? null, on[0] ?? null, earlier[0]?.from ?? null]
  const window = chainWindow(desk.options, asOf, found, due, events)
  return {
    ...chain,
    window,
    asOf,
    expected,
    seenOn: on,
    earlier,
    events,
    unattested: all.filter((e) => e.isUnattested),
  }
}

const isInWindow = (found: FoundDigest, { from, to }: Interval): boolean => {
  const stated = found.content.status === 'parsed' ? [found.content.digest] : []
  return [timeOfDigest(found), ...stated].some(
    (time) => time.from < to && (time.to > from || time.from === time.to),
  )
}

/** Log files that the digests of the chain's window name. */
export const filesNamed = ({ digests, window }: DueChain): readonly NamedFile[] =>
  digests.flatMap(({ found }) =>
    found.content.status === 'parsed' && isInWindow(found, window)
      ? found.content.digest.files
      : [],
  )

/** Makes the keys ready, and says why where they cannot be had. */
const prepareKeys = async (
  { ring }: Desk,
  { id, digests, window }: DueChain,
): Promise<string | null> => {
  const parsed = digests.flatMap(({ found }) =>
    found.content.status === 'parsed' ? [{ found, content: found.content }] : [],
  )
  const fingerprints = (chain: 'standard' | 'backfill') =>
    parsed.filter((p) => p.found.name.chain === chain).map((p) => p.content.digest.fingerprint)
  const standard = fingerprints('standard')
  const missing =
    standard.length === 0
      ? null
      : await ring.prepare(id.region, window.from - 2 * HOUR, window.to + 2 * HOUR, standard)
  const made = parsed
    .filter((p) => p.found.name.chain === 'backfill')
    .map((p) => p.content.generatedAt ?? p.found.name.time)
  if (made.length === 0) return missing
  const from = made.reduce((a, b) => Math.min(a, b)) - HOUR
  const to = made.reduce((a, b) => Math.max(a, b)) + HOUR
  return missing ?? (await ring.prepare(id.region, from, to, fingerprints('backfill')))
}

const NOT_ASKED: FoundFile = { status: 'failed', detail: 'outside of the window' }

export interface Findings {
  readonly files: ReadonlyMap<string, FoundFile>
  readonly deletions: ReadonlyMap<string, ExplainingEvent>
}

export const judgeDue = async (
  desk: Desk,
  due: DueChain,
  { files, deletions }: Findings,
): Promise<JudgedCellChain> => {
  const keysMissing = await prepareKeys(desk, due)
  const of = (chain: 'standard' | 'backfill') =>
    due.digests.flatMap(({ found }) => (found.name.chain === chain ? [found] : []))
  const context: ChainContext = {
    id: due.id,
    window: due.window,
    asOf: due.asOf,
    grace: GRACE,
    keyOf: desk.ring.key,
    keysMissing,
    fileOf: (name: ObjectName) => files.get(nameKey(name)) ?? NOT_ASKED,
    events: due.events,
    unattested: due.unattested,
    expected: due.expected,
    seenOn: due.seenOn,
    earlier: due.earlier,
    deletionOf: (name: ObjectName) => deletions.get(nameKey(name)) ?? null,
    offline: due.digests.some(({ place }) => place?.store.kind === 'copy'),
  }
  const judged = judgeChain(of('standard'), of('backfill'), context)
  return { id: due.id, digests: due.digests, window: due.window, judged }
}
