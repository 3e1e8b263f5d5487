import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeAtomically } from '../../../../src/effects.ts'
import type { Entry } from '../../../../src/gather/verify/ledger/entry.ts'
import { readCellFile, writeCellFile } from '../../../../src/gather/verify/ledger/file.ts'
import { ledgerPaths } from '../../../../src/gather/verify/ledger/paths.ts'
import { readLedger } from '../../../../src/gather/verify/ledger/read.ts'
import { writeLedger } from '../../../../src/gather/verify/ledger/write.ts'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'

const AT = parseInstant('2026-10-01T00:00:00Z')
const CELL = { account: '111122223333', region: 'eu-west-1' }
const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'

const entry = (from: number, to: number, state: Entry['state'] = 'verified'): Entry => ({
  chain: 0,
  from,
  to,
  state,
  isBackfill: false,
  isLinked: false,
  files: [],
  besides: [],
})

let workspace: string
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'wholetrail-ledger-'))
})
afterEach(() => rm(workspace, { recursive: true, force: true }))

const writeHour = (n: number) => {
  const window = { from: AT + n * HOUR, to: AT + (n + 1) * HOUR }
  const { chain: _, ...own } = entry(window.from, window.to)
  const chain = { trail: 'audit', home: 'eu-west-1', arn: ARN, places: [] }
  return writeLedger(workspace, CELL, [{ chain, window, entries: [own] }])
}

test('writers of one cell wait for each other: none loses what another found', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, n) => writeHour(n)))
  const slots = await readLedger(workspace)
  expect(slots.map((s) => (s.from - AT) / HOUR)).toEqual(Array.from({ length: 12 }, (_, n) => n))
  expect(await readdir(ledgerPaths(workspace).slots)).toEqual(['111122223333_eu-west-1.jsonl'])
})

test('a cut at the edge of a window stands in the ledger once, however often it is found', async () => {
  const window = { from: AT, to: AT + HOUR }
  const { chain: _, ...cut } = entry(AT, AT, 'interrupted')
  const { chain: __, ...own } = entry(AT, AT + HOUR)
  const chain = { trail: 'audit', home: 'eu-west-1', arn: ARN, places: [] }
  for (let run = 0; run < 3; run += 1)
    await writeLedger(workspace, CELL, [{ chain, window, entries: [cut, own] }])
  const states = (await readLedger(workspace)).map((s) => s.state)
  expect(states).toEqual(['interrupted', 'verified'])
})

test('two atomic writes of one file in one process never share a temporary name', async () => {
  const path = join(workspace, 'file')
  const texts = Array.from({ length: 20 }, (_, n) => String(n).repeat(1000))
  await Promise.all(texts.map((text) => writeAtomically(path, text)))
  expect(texts).toContain(await readFile(path, 'utf8'))
  expect(await readdir(workspace)).toEqual(['file'])
})

test('a day may have more slots than a call takes arguments', async () => {
  const entries = Array.from({ length: 200_000 }, (_, i) => entry(AT + i, AT + i + 1, 'invalid'))
  const path = ledgerPaths(workspace).cell(CELL)
  await writeCellFile(path, CELL, { chains: [], entries })
  expect((await readCellFile(path))?.entries).toHaveLength(entries.length)
})

test('a cut between two hours is read with the hours of either side', async () => {
  const path = ledgerPaths(workspace).cell(CELL)
  await writeCellFile(path, CELL, { chains: [], entries: [entry(AT, AT, 'interrupted')] })
  const read = async (from: number, to: number) =>
    (await readCellFile(path, from, to))?.entries.length
  expect(await read(AT - HOUR, AT)).toBe(1)
  expect(await read(AT, AT + HOUR)).toBe(1)
  expect(await read(AT - HOUR, AT + HOUR)).toBe(1)
  expect(await read(AT + 1, AT + HOUR)).toBe(0)
  expect(await read(AT - HOUR, AT - 1)).toBe(0)
})
