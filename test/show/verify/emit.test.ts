import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Effects } from '../../../src/effects.ts'
import { tallyOf } from '../../../src/gather/verify/run/tally.ts'
import type { VerifyProgress } from '../../../src/model/verification.ts'
import { emit } from '../../../src/show/cli/emit.ts'
import { verifyLine } from '../../../src/show/cli/verify-line.ts'

const effectsTo = (written: string[]): Effects => ({
  now: () => 0,
  cwd: process.cwd(),
  env: {},
  stdout: (text) => void written.push(text),
  stderr: () => undefined,
  terminal: { stdout: false, stderr: false, columns: 80 },
  signal: new AbortController().signal,
})

const pieces = Array.from({ length: 5000 }, (_, i) => `piece ${i} of many\n`)

test('pieces come out whole and in order, in few writes, each of them small', async () => {
  const written: string[] = []
  await emit(pieces, {}, effectsTo(written))
  expect(written.join('')).toBe(pieces.join(''))
  expect(written.length).toBeLessThan(10)
  expect(Math.max(...written.map((w) => w.length))).toBeLessThan(1 << 17)
})

test('a text gets the line break that it lacks, and no second one', async () => {
  for (const text of ['result', 'result\n']) {
    const written: string[] = []
    await emit(text, {}, effectsTo(written))
    expect(written.join('')).toBe('result\n')
  }
})

test('pieces are written to a file, which is not overwritten', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wholetrail-emit-'))
  try {
    const output = join(folder, 'out')
    await emit(pieces, { output }, effectsTo([]))
    expect(await readFile(output, 'utf8')).toBe(pieces.join(''))
    await expect(emit(['other'], { output }, effectsTo([]))).rejects.toThrow('exists')
    expect(await readFile(output, 'utf8')).toBe(pieces.join(''))
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('progress says where it is, how much was read, and how long it takes', () => {
  const p = {
    step: 'reading' as const,
    cells: 25,
    done: 0.25,
    totalCells: 100,
    digests: 1000,
    files: 3000,
    bytes: 5_000_000,
    account: '111122223333',
    region: 'eu-west-1',
  }
  expect(verifyLine(p, 10_000_000)).toBe(
    'reading eu-west-1 of 111122223333 (25 of 100), 1,000 digests, 3,000 log files, 5.0 MB, 400/s, 25 %, about 30 s left',
  )
  expect(verifyLine({ ...p, done: 0 }, 10_000_000)).not.toContain('left')
  const listing = {
    ...p,
    step: 'listing' as const,
    cells: 1,
    totalCells: 3,
    account: '',
    region: '',
  }
  expect(verifyLine(listing, 4_000_000)).toBe('listing the sources (1 of 3), 4 s so far')
})

test('a trail of one region has a share and a time left as well', () => {
  const told: VerifyProgress[] = []
  const cell = tallyOf(1, (p) => told.push(p)).begin({ account: '1', region: 'r' })
  cell.expect(200)
  for (let i = 0; i < 100; i++) cell.add('files', 10)
  expect(told.at(-1)).toMatchObject({ done: 0.5, cells: 0, totalCells: 1, files: 100 })
  cell.end()
  expect(told.at(-1)).toMatchObject({ done: 1, cells: 1 })
})
