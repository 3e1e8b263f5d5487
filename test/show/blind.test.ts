import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeSnapshot } from '../../src/model/snapshot/encode.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { parseInstant } from '../../src/model/time.ts'
import { blindTail, remedyLines } from '../../src/show/blind-lines.ts'
import { mergeBlind, wholeTime } from '../../src/show/merge-blind.ts'
import { runCli } from '../fixtures/cli.ts'
import { snapshot } from '../reason/coverage/given.ts'

const spot = (from: string, to: string, over: object = {}) => ({
  from: `2026-03-0${from}:00Z`,
  to: `2026-03-0${to}:00Z`,
  reason: 'configuration unknown',
  detail: `nothing is known after the snapshot of 2026-03-0${from}:00Z`,
  remedy: `collect again; these events are still in event history, the first of them until 2026-06-01T00:00:00Z: wholetrail ingest event-history --account 111111111111 --since 2026-03-0${from}:00Z --until 2026-03-0${to}:00Z`,
  part: 'calls',
  ...over,
})

describe('blind spots of several snapshots', () => {
  test('those that say the same but for their times are one, whatever lies between', () => {
    const between = spot('2T00:00', '2T06:00', { reason: 'not ingested', detail: 'x', remedy: '' })
    const { merged } = mergeBlind([spot('1T00:00', '2T00:00'), between, spot('2T06:00', '5T00:00')])
    expect(merged.map((m) => [m.spot.reason, m.from, m.to, m.members.length])).toEqual([
      ['configuration unknown', '2026-03-01T00:00:00Z', '2026-03-05T00:00:00Z', 2],
      ['not ingested', '2026-03-02T00:00:00Z', '2026-03-02T06:00:00Z', 1],
    ])
    expect(merged[0]?.spot.detail).toContain('2026-03-02T06:00:00Z') // that of the longest
  })

  test('one command is for all of the time, and no remedy repeats it', () => {
    const { merged, commands } = mergeBlind([
      spot('1T00:00', '2T00:00'),
      spot('3T00:00', '5T00:00'),
    ])
    expect(commands).toEqual([
      'wholetrail ingest event-history --account 111111111111 --since 2026-03-01T00:00:00Z --until 2026-03-05T00:00:00Z',
    ])
    expect(merged.map((m) => m.spot.remedy)).toEqual(['collect again'])
  })

  test('a command without an end has none for all of the time either', () => {
    expect(
      wholeTime(['w --since 2026-03-02T00:00:00Z', 'w --since 2026-03-01T00:00:00Z --until x']),
    ).toEqual(['w --since 2026-03-01T00:00:00Z'])
  })

  test('moments are a line with their number; where there is nothing else they are shown', () => {
    const moment = {
      ...spot('3T00:00', '3T00:00'),
      to: '2026-03-03T00:00:07Z',
      reason: 'not logging',
    }
    const list = mergeBlind([spot('1T00:00', '2T00:00'), moment])
    expect(list.merged).toHaveLength(1)
    expect(list.short).toEqual({ count: 1, reasons: ['not logging 1'] })
    expect(blindTail(list, 80)[0]).toContain('not logging 1')
    expect(mergeBlind([moment]).merged).toHaveLength(1)
  })

  test('a command stands uncut on a line of its own', () => {
    const command = `wholetrail ingest event-history ${'--region eu-west-1 '.repeat(8)}`.trim()
    expect(remedyLines(`still there: ${command}; then ask again`, 60)).toEqual([
      '      > still there:',
      `          ${command}`,
      '        then ask again',
    ])
  })
})

describe('a workspace with a snapshot and no logs', () => {
  let folder: string
  const at = (...argv: string[]) =>
    runCli([...argv, '--workspace', folder], { columns: 80, now: '2026-03-11T00:00:00Z' })
  const write = (time: string) => {
    const content: Snapshot = snapshot(parseInstant(`${time}T00:00:00Z`))
    return writeFile(
      join(folder, 'snapshots', `${time}.json`),
      JSON.stringify(encodeSnapshot(content)),
    )
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wholetrail-blind-'))
    await mkdir(join(folder, 'snapshots'))
    for (const time of ['2026-03-01', '2026-03-04', '2026-03-10']) await write(time)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('coverage shows what was being recorded, and that nothing of it is read', async () => {
    const window = ['--from', '2026-03-02', '--to', '2026-03-09']
    const { code, stdout } = await at('coverage', '--account', '111111111111', ...window)
    expect(code).toBe(3)
    expect(stdout).toContain('No log is ingested yet')
    expect(stdout).toMatch(/all together .* 100 %\n/)
    expect(stdout).toContain('not ingested')
    expect(stdout).toContain('wholetrail ingest s3://logs')
    const json = JSON.parse((await at('coverage', '--json', ...window)).stdout)
    expect(json).toMatchObject({ recordedFraction: 0, inputs: { lake: { objects: 0 } } })
  })

  test('nothing but a command is wider than the terminal', async () => {
    const { stdout } = await at('coverage', '--bucket', 'payroll', '--from', '2026-02-01')
    const wide = stdout.split('\n').filter((l) => l.length > 80 && !l.includes('wholetrail '))
    expect(wide).toEqual([])
  })

  test('ask says what to ingest: the log bucket, or event history of the key', async () => {
    const { code, stderr } = await at('ask', 'key-activity', '--key', 'AKIAIOSFODNN7EXAMPLE')
    expect(code).toBe(2)
    expect(stderr).toContain('wholetrail ingest s3://logs')
    expect(stderr).toContain('wholetrail ingest event-history --access-key AKIAIOSFODNN7EXAMPLE')
  })

  test('help fits a terminal of 80 columns, and no line is broken twice', async () => {
    for (const verb of [[], ['ingest'], ['coverage'], ['collect']]) {
      const { stdout } = await at(...verb, '--help')
      const [text = ''] = stdout.split('\nExamples:')
      expect(text.split('\n').filter((l) => l.length > 80)).toEqual([])
    }
    const { stdout } = await runCli(['ingest', '--help'], { columns: 80 })
    const description = stdout.split('\n\n')[1] ?? ''
    const lines = description.split('\n')
    const short = lines.filter((l, i) => i < lines.length - 1 && l.length < 50 && !l.endsWith('.'))
    expect(short).toEqual([])
  })
})
