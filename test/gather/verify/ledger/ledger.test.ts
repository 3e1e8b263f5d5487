import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Entry } from '../../../../src/gather/verify/ledger/entry.ts'
import type { JudgedPart } from '../../../../src/gather/verify/ledger/merge.ts'
import { ledgerPaths } from '../../../../src/gather/verify/ledger/paths.ts'
import { readLedger } from '../../../../src/gather/verify/ledger/read.ts'
import { openSeen } from '../../../../src/gather/verify/ledger/seen.ts'
import { writeLedger } from '../../../../src/gather/verify/ledger/write.ts'
import { DAY, HOUR, parseInstant } from '../../../../src/model/time.ts'

const AT = parseInstant('2026-10-01T00:00:00Z')
const CELL = { account: '111122223333', region: 'eu-west-1' }
const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'
const chain = { trail: 'audit', home: 'eu-west-1', arn: ARN, places: ['s3://b'] }

type Hour = Omit<Entry, 'chain'>

const hour = (n: number, state: Entry['state'] = 'verified', more: Partial<Hour> = {}): Hour => ({
  from: AT + n * HOUR,
  to: AT + (n + 1) * HOUR,
  state,
  isBackfill: false,
  isLinked: false,
  files: [],
  besides: [],
  ...more,
})

const part = (
  from: number,
  to: number,
  entries: readonly Hour[],
  more: Partial<JudgedPart['chain']> = {},
): JudgedPart => ({
  chain: { ...chain, ...more },
  window: { from: AT + from * HOUR, to: AT + to * HOUR },
  entries,
})

let workspace: string
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'wholetrail-ledger-'))
})
afterEach(() => rm(workspace, { recursive: true, force: true }))

const states = async () =>
  (await readLedger(workspace)).map((s) => [(s.from - AT) / HOUR, (s.to - AT) / HOUR, s.state])

describe('what is read back', () => {
  test('is what was written, by cell and by time', async () => {
    const hours = Array.from({ length: 72 }, (_, i) =>
      hour(i, 'verified', { files: [`f${i}`], besides: i === 3 ? ['x'] : [] }),
    )
    await writeLedger(workspace, CELL, [part(0, 72, hours)])
    await writeLedger(workspace, { ...CELL, region: 'us-east-1' }, [part(0, 1, [hour(0)])])
    const all = await readLedger(workspace)
    expect(all).toHaveLength(73)
    const some = await readLedger(workspace, {
      regions: ['eu-west-1'],
      from: AT + 30 * HOUR,
      to: AT + 33 * HOUR,
    })
    expect(some.map((s) => s.files)).toEqual([['f30'], ['f31'], ['f32']])
    expect(all.find((s) => s.besides !== undefined)?.from).toBe(AT + 3 * HOUR)
    expect(await readLedger(workspace, { accounts: ['999999999999'] })).toEqual([])
  })

  test('holds a gap of many days in each of them', async () => {
    await writeLedger(workspace, CELL, [
      part(0, 240, [{ ...hour(0, 'missing'), to: AT + 10 * DAY }, hour(239)]),
    ])
    const middle = await readLedger(workspace, { from: AT + 5 * DAY, to: AT + 5 * DAY + HOUR })
    expect(middle.map((s) => s.state)).toEqual(['missing'])
  })

  test('is nothing where nothing was verified, and leaves chains of unknown owners out', async () => {
    expect(await readLedger(workspace)).toEqual([])
    await writeLedger(workspace, CELL, [part(0, 1, [hour(0)], { arn: null })])
    expect(await readLedger(workspace)).toEqual([])
  })

  test('is never guessed: a damaged file is an error', async () => {
    await writeLedger(workspace, CELL, [part(0, 1, [hour(0)])])
    const path = ledgerPaths(workspace).cell(CELL)
    const text = await readFile(path, 'utf8')
    for (const damaged of [
      text.slice(0, -20),
      text.replace('wholetrail/ledger/1', 'wholetrail/ledger/9'),
      '',
      text.replace('[[0,', '[["0",'),
    ]) {
      await writeFile(path, damaged)
      await expect(readLedger(workspace)).rejects.toMatchObject({ code: 'lake-damaged' })
    }
  })
})

describe('what a later run says', () => {
  test('replaces what was said of its window, and nothing else', async () => {
    await writeLedger(workspace, CELL, [part(0, 4, [hour(0), hour(1), hour(2), hour(3)])])
    await writeLedger(workspace, CELL, [part(1, 3, [hour(1, 'invalid'), hour(2, 'missing')])])
    expect(await states()).toEqual([
      [0, 1, 'verified'],
      [1, 2, 'invalid'],
      [2, 3, 'missing'],
      [3, 4, 'verified'],
    ])
  })

  test('takes no proof back because it could not look', async () => {
    await writeLedger(workspace, CELL, [part(0, 2, [hour(0), hour(1, 'missing')])])
    await writeLedger(workspace, CELL, [part(0, 2, [hour(0, 'unattested'), hour(1, 'unattested')])])
    expect(await states()).toEqual([
      [0, 1, 'verified'],
      [1, 2, 'unattested'],
    ])
  })

  test('cuts a long gap, and takes no proof back of which it says nothing', async () => {
    await writeLedger(workspace, CELL, [
      part(0, 10, [{ ...hour(0, 'missing'), to: AT + 8 * HOUR }, hour(8), hour(9)]),
    ])
    await writeLedger(workspace, CELL, [
      { ...part(2, 4, [hour(2), hour(3)]), window: { from: AT + 2 * HOUR, to: AT + 4 * HOUR } },
      { ...part(9, 11, []), window: { from: AT + 9.5 * HOUR, to: AT + 11 * HOUR } },
    ])
    expect(await states()).toEqual([
      [0, 2, 'missing'],
      [2, 3, 'verified'],
      [3, 4, 'verified'],
      [4, 8, 'missing'],
      [8, 9, 'verified'],
      [9, 10, 'verified'],
    ])
  })

  test('says nothing of another trail of the same name', async () => {
    const other = ARN.replace('111122223333', '444455556666')
    await writeLedger(workspace, CELL, [part(0, 1, [hour(0)])])
    await writeLedger(workspace, CELL, [part(0, 1, [hour(0, 'invalid')], { arn: other })])
    const slots = await readLedger(workspace)
    expect(slots.map((s) => [s.trail, s.state])).toEqual([
      [ARN, 'verified'],
      [other, 'invalid'],
    ])
  })
})

describe('what is remembered of objects', () => {
  const open = () => openSeen(workspace, CELL, (v) => (typeof v === 'number' ? v : undefined))

  test('is known by URI and mark, and outlives a killed run but for its last line', async () => {
    const seen = await open()
    seen.add('s3://b/a', 'e1', 1)
    seen.add('s3://b/a', 'e2', 2)
    seen.add('s3://b/c', null, 3)
    await seen.flush()
    await appendFile(ledgerPaths(workspace).seen(CELL), '{"uri":"s3://b/d","mark":"e')
    const again = await open()
    expect([
      again.get('s3://b/a', 'e2'),
      again.get('s3://b/a', 'e1'),
      again.get('s3://b/c', null),
    ]).toEqual([2, undefined, undefined])
    again.add('s3://b/d', 'e', 4)
    await again.flush()
    const third = await open()
    expect([third.get('s3://b/d', 'e'), third.get('s3://b/a', 'e2')]).toEqual([4, 2])
  })
})
