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

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1e9
}

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
  const gunzips: number[] = []
  const ours: number[] = []
  for (const _ of [1, 2]) {
    gunzips.push(await timed(() => gunzipWithTwoWorkers(paths)))
    rmSync(workspace, { recursive: true, force: true })
    const effects = realEffects(new AbortController().signal)
    ours.push(
      await timed(() => ingest({ sources: [join(root, `logs-${FILES}`)], workspace }, effects)),
    )
  }
  rmSync(duckFolder, { recursive: true, force: true })
  mkdirSync(duckFolder)
  const duckdb = await timed(() => duckDbFromJson(paths, duckFolder))
  const gunzip = Math.min(...gunzips)
  const best = Math.min(...ours)
  const rate = (seconds: number) => `${Math.round(events / seconds).toLocaleString('en')} events/s`
  const line = (name: string, seconds: number) =>
    `${name.padEnd(24)} ${seconds.toFixed(2).padStart(7)} s  ${rate(seconds).padStart(20)}`
  console.log(line('gunzip, two workers', gunzip))
  console.log(line('DuckDB from_json', duckdb))
  console.log(line('wholetrail ingest', best))
  console.log(`ingest takes ${(best / gunzip).toFixed(1)} times gunzip (goal: at most 8)`)
  console.log(
    `and is ${(duckdb / best).toFixed(2)} times as fast as DuckDB (goal: at least 1.5); peak ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB`,
  )
  for (const folder of [workspace, duckFolder]) rmSync(folder, { recursive: true, force: true })
  return {
    gunzip,
    duckdb,
    ours: best,
    timesGunzip: best / gunzip,
    timesFasterThanDuckDb: duckdb / best,
  }
}
