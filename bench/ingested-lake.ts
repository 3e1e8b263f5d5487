import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { realEffects } from '../src/effects.ts'
import { ingest } from '../src/gather/ingest/ingest.ts'
import { defaultRegions } from '../src/model/regions.ts'

/** Accounts whose log files one thread writes. */
export interface Organization {
  readonly folder: string
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  /** In days since 1970. */
  readonly firstDay: number
  readonly days: number
  readonly eventsPerFile: number
}

/** Lakes of another version are made again. */
const VERSION = '1'

export const accountNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => String(100_000_000_000 + i * 1_234_567))

const written = async (data: Organization): Promise<void> => {
  const worker = new Worker(new URL('./organization-worker.js', import.meta.url), {
    workerData: data,
  })
  const [code] = await once(worker, 'exit')
  if (code !== 0) throw new Error('the log files could not be written')
}

/**
 * A lake as users have it: log files of an organisation, ingested. Made once on a machine, which takes five minutes and
 * 7 GB of the disk for ten million events; the log files are removed again.
 */
export const ingestedLake = async (
  workspace: string,
  shape: Pick<Organization, 'firstDay' | 'days' | 'eventsPerFile'> & { readonly accounts: number },
): Promise<void> => {
  const done = join(workspace, 'done')
  const wanted = JSON.stringify([VERSION, shape])
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return
  rmSync(workspace, { recursive: true, force: true })
  const folder = join(workspace, 'logs')
  const accounts = accountNames(shape.accounts)
  const threads = availableParallelism()
  console.log('writing the log files of an organisation, once on this machine: a few minutes')
  await Promise.all(
    Array.from({ length: threads }, (_, t) =>
      written({
        ...shape,
        folder,
        regions: defaultRegions,
        accounts: accounts.filter((_, i) => i % threads === t),
      }),
    ),
  )
  const start = performance.now()
  const effects = realEffects(new AbortController().signal)
  const { events } = await ingest({ sources: [folder], workspace }, effects)
  const seconds = (performance.now() - start) / 1000
  console.log(`ingested ${events.new} events in ${seconds.toFixed(0)} s`)
  rmSync(folder, { recursive: true, force: true })
  writeFileSync(done, wanted)
}
