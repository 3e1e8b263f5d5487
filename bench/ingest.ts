import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { realEffects } from '../src/effects.ts'
import { openDatabase } from '../src/engine/duckdb/driver.ts'
import { ingest } from '../src/gather/ingest/ingest.ts'
import { type LogFiles, writeLogFiles } from './log-files.ts'

const FILES = Number(process.env.WHOLETRAIL_BENCH_FILES ?? 200)
const EVENTS_PER_FILE = 5000

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesBelow(join(folder, e.name)) : [join(folder, e.name)],
  )

/** The files are made once on a machine: they are the same bytes each time. */
const logFiles = (root: string): LogFiles => {
  const folder = join(root, `logs-${FILES}`)
  const done = join(root, `logs-${FILES}.json`)
  if (existsSync(done))
    return { ...JSON.parse(readFileSync(done, 'utf8')), paths: filesBelow(folder) }
  rmSync(folder, { recursive: true, force: true })
  const made = writeLogFiles(folder, { files: FILES, eventsPerFile: EVENTS_PER_FILE })
  writeFileSync(done, JSON.stringify({ ...made, paths: [] }))
  return made
}

interface Took {
  readonly seconds: number
  /** Of all threads: what a machine that does other things at the same time hardly changes. */
  readonly cpu: number
}

const timed = async (work: () => Promise<unknown>): Promise<Took> => {
  const start = process.hrtime.bigint()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, cpu: (user + system) / 1e6 }
}

const least = (took: readonly Took[]): Took => ({
  seconds: Math.min(...took.map((t) => t.seconds)),
  cpu: Math.min(...took.map((t) => t.cpu)),
})

const gunzipWithTwoWorkers = (paths: readonly string[]): Promise<unknown> =>
  Promise.all(
    [0, 1].map(
      (half) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL('./gunzip-worker.js', import.meta.url), {
            workerData: { paths: paths.filter((_, i) => i % 2 === half) },
          })
          worker.on('message', resolve)
          worker.on('error', reject)
        }),
    ),
  )

const text = 'VARCHAR'
const struct = JSON.stringify({
  eventVersion: text,
  eventTime: text,
  eventSource: text,
  eventName: text,
  awsRegion: text,
  sourceIPAddress: text,
  userAgent: text,
  errorCode: text,
  errorMessage: text,
  requestID: text,
  eventID: text,
  readOnly: 'BOOLEAN',
  managementEvent: 'BOOLEAN',
  eventType: text,
  eventCategory: text,
  recipientAccountId: text,
  userIdentity: {
    type: text,
    arn: text,
    principalId: text,
    accountId: text,
    accessKeyId: text,
    invokedBy: text,
  },
  requestParameters: 'JSON',
  responseElements: 'JSON',
  resources: 'JSON',
})

/** The route without a program of one's own: DuckDB reads, parses and writes, and keeps each record. */
const duckDbFromJson = async (paths: readonly string[], folder: string): Promise<void> => {
  const { run, close } = await openDatabase({ threads: 2, memoryLimit: '4GB', temporary: folder })
  for (let i = 0; i < paths.length; i += 20) {
    const list = paths.slice(i, i + 20).map((p) => `'${p}'`)
    await run(`
      COPY (
        SELECT from_json(record, '${struct}') AS event, record
        FROM (
          SELECT unnest(Records) AS record
          FROM read_json([${list}], columns = {Records: 'JSON[]'}, maximum_object_size = 100000000)
        )
      ) TO '${join(folder, `part-${i}.parquet`)}' (FORMAT parquet, COMPRESSION zstd)`)
  }
  await close()
}

export interface IngestBench {
  readonly gunzip: number
  readonly duckdb: number
  readonly ours: number
  readonly timesGunzip: number
  readonly timesFasterThanDuckDb: number
}

/** Ingests a million synthetic events beside gunzip alone (two workers) and DuckDB's `from_json`. */
export const run = async (): Promise<IngestBench> => {
  const root = join(tmpdir(), 'wholetrail-bench')
  mkdirSync(root, { recursive: true })
  const { paths, events, uncompressed, stored } = logFiles(root)
  const workspace = join(root, 'workspace')
  const duckFolder = join(root, 'duckdb')
  const perEvent = Math.round(uncompressed / events)
  console.log(
    `${events} events of ${perEvent} bytes in ${paths.length} files, ${Math.round(stored / 1e6)} MB gzip`,
  )
  const gunzips: Took[] = []
  const ingests: Took[] = []
  for (const _ of [1, 2]) {
    gunzips.push(await timed(() => gunzipWithTwoWorkers(paths)))
    rmSync(workspace, { recursive: true, force: true })
    const effects = realEffects(new AbortController().signal)
    const options = { sources: [join(root, `logs-${FILES}`)], workspace }
    ingests.push(await timed(() => ingest(options, effects)))
  }
  const memory = Math.round(process.resourceUsage().maxRSS / 1e3)
  rmSync(duckFolder, { recursive: true, force: true })
  mkdirSync(duckFolder)
  const duckdb = await timed(() => duckDbFromJson(paths, duckFolder))
  const gunzip = least(gunzips)
  const ours = least(ingests)
  const line = (name: string, { seconds, cpu }: Took) => {
    const rate = `${Math.round(events / seconds).toLocaleString('en')} events/s`
    const each = `${((cpu / events) * 1e6).toFixed(1)} us CPU each`
    console.log(
      `${name.padEnd(20)} ${seconds.toFixed(2).padStart(7)} s ${rate.padStart(20)} ${each.padStart(20)}`,
    )
  }
  line('gunzip, two workers', gunzip)
  line('DuckDB from_json', duckdb)
  line('wholetrail ingest', ours)
  const both = (of: (t: Took) => number, a: Took, b: Took) => (of(a) / of(b)).toFixed(2)
  const ratio = (a: Took, b: Took) =>
    `${both((t) => t.seconds, a, b)} (by CPU ${both((t) => t.cpu, a, b)})`
  console.log(`ingest takes ${ratio(ours, gunzip)} times gunzip (goal: at most 8)`)
  console.log(`and is ${ratio(duckdb, ours)} times as fast as DuckDB (goal: at least 1.5)`)
  console.log(`ingest held ${memory} MB at most (goal: under 1 GiB)`)
  for (const folder of [workspace, duckFolder]) rmSync(folder, { recursive: true, force: true })
  return {
    gunzip: gunzip.seconds,
    duckdb: duckdb.seconds,
    ours: ours.seconds,
    timesGunzip: ours.seconds / gunzip.seconds,
    timesFasterThanDuckDb: duckdb.seconds / ours.seconds,
  }
}
