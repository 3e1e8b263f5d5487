import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Entry, ledgerStates } from '../../src/gather/verify/ledger/entry.ts'
import { readCellFile, writeCellFile } from '../../src/gather/verify/ledger/file.ts'
import { ledgerPaths } from '../../src/gather/verify/ledger/paths.ts'
import { readLedger } from '../../src/gather/verify/ledger/read.ts'
import { readCompacted } from '../../src/gather/verify/ledger/read-compacted.ts'
import type { DigestSlot } from '../../src/model/coverage.ts'
import { HOUR } from '../../src/model/time.ts'
import { attestedObjects } from '../../src/reason/coverage/read/attested.ts'
import { ledgerOf } from '../../src/reason/coverage/read/digest-ledger.ts'
import { ingestedFiles } from '../../src/reason/coverage/read/ingested.ts'
import { neverStopped } from '../../src/reason/coverage/read/never-stopped.ts'
import { proofOf } from '../../src/reason/coverage/read/proof.ts'
import {
  A,
  arnOf,
  complete,
  END,
  event,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  object,
  START,
  snapshot,
  WINDOW,
} from '../reason/coverage/given.ts'
import { coverage } from '../reason/coverage/given-coverage.ts'

const CELL = { account: A, region: HOME }
const ARN = arnOf()
const OTHER = `${ARN}-other`
const chainNamed = (trail: string, arn: string | null) => ({ trail, home: HOME, arn, places: [] })
/** The second is the first under another name; the last is nobody's. */
const CHAINS = [
  chainNamed('main', ARN),
  chainNamed('again', ARN),
  chainNamed('other', OTHER),
  chainNamed('nobody', null),
]

const quiet: Omit<Entry, 'chain' | 'from' | 'to'> = {
  state: 'verified-empty',
  isBackfill: false,
  isLinked: true,
  files: [],
  besides: [],
}

/** Hours one after the other, mostly quiet; `gap` moves what follows, `back` makes it overlap. */
const hour = fc.record({
  odd: fc.integer({ min: 0, max: 19 }),
  state: fc.constantFrom(...ledgerStates),
  isLinked: fc.boolean(),
  shift: fc.constantFrom(-2, -1, -0.5, 0.5, 1, 3),
  length: fc.constantFrom(0, 0.5, 2),
})

const chainOf = (index: number, hours: readonly Hour[]): Entry[] => {
  let at = WINDOW.from - 20 * HOUR
  return hours.map(({ odd, state, isLinked, shift, length }): Entry => {
    if (odd === 1) at += shift * HOUR
    const from = at
    at += (odd === 2 ? length : 1) * HOUR
    return {
      ...quiet,
      chain: index,
      from,
      to: at,
      ...(odd === 3 ? { state } : {}),
      ...(odd === 4 ? { isLinked } : {}),
      ...(odd === 5 ? { state: 'verified', files: ['h1', shift > 0 ? 'h2' : 'h3'] } : {}),
      ...(odd === 6 ? { besides: ['h1'] } : {}),
      ...(odd === 8 ? { oldest: from - 5 * HOUR } : {}),
      ...(odd === 9 ? { state: 'verified', files: ['h3'], oldest: from - 5 * HOUR } : {}),
      ...(odd === 7 ? { isBackfill: true } : {}),
    }
  })
}
type Hour = typeof hour extends fc.Arbitrary<infer T> ? T : never

const ledgers = fc
  .array(fc.array(hour, { minLength: 20, maxLength: 200 }), {
    minLength: 1,
    maxLength: CHAINS.length,
  })
  .map((chains) => chains.flatMap((hours, i) => chainOf(i, hours)))

const files = manifest(
  [complete({ level: 'partial' })],
  [object({ id: 1, sha256: 'h1' }), object({ id: 2, sha256: 'h2' })],
)

const stop = event('StopLogging', WINDOW.from + 30 * HOUR, { objects: [1] })

/** All that coverage asks of slots, and what it says in the end. */
const saidBy = (slots: readonly DigestSlot[]) => {
  const ledger = ledgerOf(slots)
  const trail = { arn: ARN, partition: 'aws', region: HOME, account: A, name: 'main' }
  return {
    never: [ARN, OTHER].map((arn) => neverStopped(ledger.ofTrail.get(arn) ?? [])),
    proof: proofOf(ledger, trail, CELL, ingestedFiles(files), {
      settling: 2 * HOUR,
      unseen: 24 * HOUR,
    }),
    attested: attestedObjects(slots, files),
    interrupted: ledger.interrupted,
    coverage: [[], [stop]].map((events) =>
      coverage(
        evidence({
          snapshots: [snapshot(START), snapshot(END)],
          events,
          manifest: files,
          ledger: slots,
        }),
        management(A, inRegion(HOME)),
      ),
    ),
  }
}

let workspace: string
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'wholetrail-compact-'))
})
afterAll(() => rm(workspace, { recursive: true, force: true }))

const bare = ({ chain, from, to, ...more }: Entry) => JSON.stringify([chain, from, to, more])

describe('the ledger of an organisation in few slots', () => {
  test('holds on disk every entry that was written', async () => {
    const path = ledgerPaths(workspace).cell(CELL)
    await fc.assert(
      fc.asyncProperty(ledgers, async (entries) => {
        await writeCellFile(path, CELL, { chains: CHAINS, entries })
        const found = await readCellFile(path)
        expect(found?.entries.map(bare).sort()).toEqual(entries.map(bare).sort())
      }),
      { numRuns: 100 },
    )
  })

  test('tells coverage the same as slot by slot', async () => {
    let [all, few] = [0, 0]
    await fc.assert(
      fc.asyncProperty(ledgers, async (entries) => {
        await writeCellFile(ledgerPaths(workspace).cell(CELL), CELL, { chains: CHAINS, entries })
        const [whole, compact] = [await readLedger(workspace), await readCompacted(workspace)]
        expect(saidBy(compact)).toEqual(saidBy(whole))
        all += whole.length
        few += compact.length
      }),
      { numRuns: 150 },
    )
    expect(few).toBeLessThan(all * 0.9)
  })

  test('a quiet year is three slots: its first digest, its last, and all between', async () => {
    const entries = Array.from({ length: 365 * 24 }, (_, i) => ({
      ...quiet,
      chain: 0,
      isLinked: i > 0,
      from: START + i * HOUR,
      to: START + (i + 1) * HOUR,
    }))
    await writeCellFile(ledgerPaths(workspace).cell(CELL), CELL, { chains: CHAINS, entries })
    const slots = await readCompacted(workspace)
    expect(slots.map((s) => [(s.from - START) / HOUR, (s.to - START) / HOUR])).toEqual([
      [0, 1],
      [1, 365 * 24 - 1],
      [365 * 24 - 1, 365 * 24],
    ])
  })
})
