import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compiled } from './support/compiled.ts'
import { dump } from './support/dump.ts'
import { aRecord, filesIn, logKey } from './support/files.ts'
import { folder } from './support/workspace.ts'

const KILLS = 50

let build: ReturnType<typeof compiled>
let root = ''
beforeAll(() => {
  build = compiled()
  const files: Record<string, Uint8Array> = {}
  for (let i = 0; i < 60; i++) {
    const day = `2026-03-0${1 + Math.floor(i / 20)}`
    const records = Array.from({ length: 30 }, (_, k) =>
      // Every fifth event was delivered before, so that sightings are at stake too.
      aRecord(k % 5 === 0 ? `shared-${k}` : `e${i}-${k}`, {
        eventTime: k % 5 === 0 ? '2026-03-01T00:00:00Z' : `${day}T00:${10 + k}:00Z`,
      }),
    )
    files[logKey(`f${i}`, { day })] = gzipSync(JSON.stringify({ Records: records }))
  }
  root = filesIn(folder(), files)
})
afterAll(() => build.remove())

const start = (workspace: string): ChildProcess =>
  spawn(process.execPath, [join(build.folder, 'child.js'), root, workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const output = (child: ChildProcess, text: string) =>
  new Promise<void>((resolve) => {
    child.stdout?.on('data', (data: Buffer) => {
      if (data.toString().includes(text)) resolve()
    })
    child.on('exit', () => resolve())
  })

const commitsIn = (workspace: string): number => {
  try {
    return readdirSync(join(workspace, 'lake/commits')).filter((n) => n.endsWith('.json')).length
  } catch {
    return 0
  }
}

/** Waits until a batch has become visible: how much of a run is its start depends on the machine. */
const firstCommit = async (child: ChildProcess, workspace: string): Promise<void> => {
  const before = commitsIn(workspace)
  while (child.exitCode === null && commitsIn(workspace) === before) await sleep(1)
}

const toTheEnd = async (workspace: string): Promise<number> => {
  const child = start(workspace)
  await output(child, 'ready')
  const from = Date.now()
  const code = await new Promise((resolve) => child.on('exit', resolve))
  expect(code).toBe(0)
  return Date.now() - from
}

const comparable = ({
  events,
  sightings,
  objects,
  manifest,
}: Awaited<ReturnType<typeof dump>>) => ({
  events,
  sightings,
  objects,
  counts: [manifest.events, manifest.sightings, manifest.conflicts],
})

describe('kill -9', () => {
  it(`at ${KILLS} random moments: resumed, the lake is equal row for row`, async () => {
    const whole = folder()
    const length = await toTheEnd(whole)
    const expected = comparable(await dump(whole))
    expect(expected.events).toHaveLength(60 * 24 + 6)

    let kills = 0
    let half = 0
    while (kills < KILLS) {
      const workspace = folder()
      for (let inThisLake = 0; inThisLake < 10 && kills < KILLS; inThisLake++) {
        const child = start(workspace)
        await output(child, 'ready')
        const isLate = kills % 2 === 1
        if (isLate) await firstCommit(child, workspace)
        await sleep(Math.random() * length * (isLate ? 0.1 : 0.8))
        if (child.exitCode !== null) break
        child.kill('SIGKILL')
        await new Promise((resolve) => child.on('exit', resolve))
        kills++
        const now = await dump(workspace).catch((error: { code?: string }) => {
          expect(error.code).toBe('lake-missing')
        })
        // What is there is whole batches, each event once.
        if (now === undefined) continue
        expect(new Set(now.events.map((e) => e.content_hash)).size).toBe(now.events.length)
        expect(now.manifest.sightings).toBe(now.manifest.objects.length * 30)
        if (now.events.length > 0 && now.events.length < expected.events.length) half++
      }
      await toTheEnd(workspace)
      expect(comparable(await dump(workspace))).toEqual(expected)
    }
    expect(half).toBeGreaterThan(5)
  }, 600_000)

  it('two writers in two processes at once do no harm', async () => {
    const workspace = folder()
    await Promise.all([toTheEnd(workspace), toTheEnd(workspace)])
    const whole = folder()
    await toTheEnd(whole)
    expect(comparable(await dump(workspace))).toEqual(comparable(await dump(whole)))
  }, 60_000)
})
