import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { realEffects } from '../src/effects.ts'
import { ingest } from '../src/gather/ingest/ingest.ts'
import { Listing } from '../src/gather/ingest/listing/listing.ts'
import { files } from '../src/gather/ingest/sources/files.ts'
import type { Listed } from '../src/gather/ingest/work/task.ts'
import { HOUR } from '../src/model/time.ts'
import { writeLogFiles } from './log-files.ts'

const FILES = 20_000
const LIMIT_BYTES = 1024 ** 3
/** What stays in memory until the end for each file: half a million files, a year of an organisation, are 150 MB. */
const LIMIT_A_FILE = 300

const wanted = {
  since: undefined,
  until: undefined,
  settling: 2 * HOUR,
  accounts: [],
  regions: [],
  complete: false,
  bucket: undefined,
  now: Date.now() * 1000,
}

const held = async (): Promise<number> => {
  // Buffers are given back a moment after they were found to be garbage.
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await sleep(50)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Bytes that a listing holds for each of its files. */
const bytesEach = async (folder: string, workspace: string): Promise<number> => {
  const objects: Listed[] = []
  await files(folder, wanted, workspace).list((object) => objects.push(object))
  const before = await held()
  const listing = new Listing()
  for (const object of objects) listing.add(object)
  const bytes = (await held()) - before
  return bytes / listing.count
}

const met = (isMet: boolean): string => (isMet ? '' : ': MISSED')

const measure = async (folder: string, workspace: string): Promise<void> => {
  const each = await bytesEach(folder, workspace)
  const start = performance.now()
  const effects = realEffects(new AbortController().signal)
  const { objects } = await ingest({ sources: [folder], workspace }, effects)
  const peak = process.resourceUsage().maxRSS * 1024
  console.log(
    `${objects.ingested} files of one event in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  console.log(
    `a listed file holds ${each.toFixed(0)} bytes (limit ${LIMIT_A_FILE}${met(each < LIMIT_A_FILE)})`,
  )
  console.log(
    `ingest held ${(peak / 2 ** 20).toFixed(0)} MiB at most (limit 1024${met(peak < LIMIT_BYTES)})`,
  )
}

const here = fileURLToPath(import.meta.url)

/** Many small log files, in a process of its own: what grows with their number. */
export const run = async (): Promise<void> => {
  const root = join(tmpdir(), 'wholetrail-bench')
  const folder = join(root, `tiny-logs-${FILES}`)
  const workspace = join(root, 'tiny-workspace')
  if (!existsSync(`${folder}.done`)) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeLogFiles(folder, { files: FILES, eventsPerFile: 1 })
    writeFileSync(`${folder}.done`, '')
  }
  rmSync(workspace, { recursive: true, force: true })
  spawnSync(process.execPath, ['--expose-gc', here, folder, workspace], { stdio: 'inherit' })
  rmSync(workspace, { recursive: true, force: true })
}

const [, script, folder, workspace] = process.argv
if (script === here && folder !== undefined && workspace !== undefined)
  await measure(folder, workspace)
