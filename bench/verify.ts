import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { realEffects } from '../src/effects.ts'
import { verify } from '../src/gather/verify/verify.ts'
import { HOUR, parseInstant } from '../src/model/time.ts'
import type { VerifyReport } from '../src/model/verification.ts'
import { writeChains } from './digest-chains.ts'

const FILES = Number(process.env.WHOLETRAIL_BENCH_FILES ?? 20_000)
const FROM = parseInstant('2025-01-01')

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesBelow(join(folder, e.name)) : [join(folder, e.name)],
  )

const timed = async <T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> => {
  const start = process.hrtime.bigint()
  const result = await work()
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, result }
}

/** The floor: the same files gunzipped and hashed on all cores, and nothing else. */
const gunzipAndHash = (paths: readonly string[]): Promise<unknown> => {
  const threads = availableParallelism()
  return Promise.all(
    Array.from(
      { length: threads },
      (_, n) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL('./gunzip-hash-worker.js', import.meta.url), {
            workerData: { paths: paths.filter((_, i) => i % threads === n) },
          })
          worker.on('message', resolve)
          worker.on('error', reject)
        }),
    ),
  )
}

/** The copy is made once on a machine: its keys are made with it. */
const copyOf = (root: string, name: string, write: (folder: string) => void): string => {
  const folder = join(root, name)
  if (existsSync(`${folder}.done`)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  write(folder)
  writeFileSync(`${folder}.done`, '')
  return folder
}

const run1 = async (folder: string, workspace: string): Promise<VerifyReport> => {
  const now = Date.now() * 1000
  const known = { now, snapshots: [], events: [], manifest: null, query: null }
  const options = {
    sources: [join(folder, 's3')],
    workspace,
    keys: [join(folder, 'keys.json')],
    offline: true,
  }
  return verify(options, known, realEffects(new AbortController().signal))
}

const measure = async (root: string, folder: string, goal: string) => {
  const paths = filesBelow(join(folder, 's3'))
  const workspace = join(root, 'verify-workspace')
  const floors: number[] = []
  const ours: number[] = []
  let report: VerifyReport | undefined
  for (const _ of [1, 2]) {
    floors.push((await timed(() => gunzipAndHash(paths))).seconds)
    rmSync(workspace, { recursive: true, force: true })
    const took = await timed(() => run1(folder, workspace))
    ours.push(took.seconds)
    report = took.result
  }
  rmSync(workspace, { recursive: true, force: true })
  const [floor, best] = [Math.min(...floors), Math.min(...ours)]
  const digests = report?.chains.reduce((sum, c) => sum + c.digests, 0) ?? 0
  const files = report?.chains.reduce((sum, c) => sum + c.files, 0) ?? 0
  const states = Object.entries(report?.counts ?? {}).filter(([, n]) => n > 0)
  console.log(
    `${digests} digests, ${files} log files in ${report?.chains.length} chains: ${states.map(([s, n]) => `${n} ${s}`).join(', ')}`,
  )
  console.log(`gunzip and SHA-256 alone ${floor.toFixed(2)} s`)
  console.log(
    `wholetrail verify        ${best.toFixed(2)} s: ${Math.round(digests / best)} digests/s, ${Math.round(files / best)} files/s`,
  )
  console.log(`verify takes ${(best / floor).toFixed(2)} times the floor (${goal})`)
  return { floor, ours: best }
}

/** Verifies copies of signed chains beside plain gunzip and SHA-256 of the same files. */
export const run = async (): Promise<void> => {
  const root = join(tmpdir(), 'wholetrail-bench')
  mkdirSync(root, { recursive: true })
  const hours = Math.ceil(FILES / 12)
  const logs = copyOf(root, `verify-logs-${FILES}`, (folder) =>
    writeChains(folder, {
      regions: ['us-east-1', 'eu-west-1'],
      from: FROM,
      to: FROM + (hours / 2) * HOUR,
      logsAnHour: 12,
      eventsPerLog: 50,
    }),
  )
  await measure(root, logs, 'goal: at most 1.5')
  const year = copyOf(root, 'verify-year', (folder) =>
    writeChains(folder, {
      regions: Array.from({ length: 17 }, (_, i) => `us-test-${i + 1}`),
      from: FROM,
      to: FROM + 365 * 24 * HOUR,
      logsAnHour: 0,
      eventsPerLog: 0,
    }),
  )
  await measure(root, year, 'a year of a trail in 17 regions, where nothing happened')
  console.log(
    `most memory ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB (goal: under 1 GiB)`,
  )
}
