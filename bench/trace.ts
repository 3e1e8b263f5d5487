import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { join as between, identifier, type Query, sql } from '../src/engine/sql.ts'
import { openLake } from '../src/gather/ingest/lake/open.ts'
import type { Evidence } from '../src/model/coverage.ts'
import { DEFAULT_SETTINGS } from '../src/model/settings.ts'
import { loadGraph } from '../src/reason/identity/graph/load.ts'
import { roleAttributions } from '../src/reason/identity/graph/roles.ts'
import { trace, traceOf } from '../src/reason/trace/trace.ts'
import { makeLake } from './synthetic-lake.ts'
import { HOPS, lastKeyOf, traceLake } from './trace-lake.ts'

const EVENTS = Number(process.env.WHOLETRAIL_BENCH_EVENTS ?? 10_000_000)
const LIMIT_SECONDS = 30
const LIMIT_BYTES = 2 * 1024 ** 3
const CHAIN_SECONDS = 1

/** What the graph is made of: reading it and nothing else is the floor. */
const read = [
  'event_time',
  'event_id',
  'shared_event_id',
  'event_name',
  'recipient_account_id',
  'aws_region',
  'source_ip_address',
  'identity_type',
  'identity_arn',
  'identity_account_id',
  'principal_id',
  'access_key_id',
  'user_name',
  'invoked_by',
  'issuer_arn',
  'source_identity',
  'session_created_at',
  'session_credential_from_console',
  'issued_key_id',
  'created_key_id',
  'error_code',
  'user_identity',
  'request_parameters',
  'response_elements',
  'additional_event_data',
]

const floor = (query: Query) =>
  query(
    sql`SELECT ${between(
      read.map((c) => sql`max(${identifier(c)})`),
      ', ',
    )} FROM events`,
  )

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const timed = async <T>(work: () => Promise<T> | T) => {
  const [start, before] = [process.hrtime.bigint(), cpuSeconds()]
  const result = await work()
  return {
    result,
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    cpu: cpuSeconds() - before,
  }
}

const met = (is: boolean): string => (is ? 'met' : 'NOT met')

const measure = async (workspace: string): Promise<void> => {
  const lake = await openLake(workspace)
  const { query, manifest } = lake
  const evidence: Evidence = {
    now: Date.now() * 1000,
    snapshots: [],
    events: [],
    manifest,
    ledger: [],
  }
  const settings = DEFAULT_SETTINGS
  const built = await timed(() => loadGraph(query))
  const bytes = process.resourceUsage().maxRSS * 1024
  const least = await timed(() => floor(query))
  console.log(
    `${'floor: reading the same columns'.padEnd(34)} ${least.seconds.toFixed(2)} s, ${least.cpu.toFixed(2)} s of processor`,
  )
  console.log(
    `${'graph of the whole lake'.padEnd(34)} ${built.seconds.toFixed(2)} s, ${built.cpu.toFixed(2)} s of processor, ${(built.seconds / least.seconds).toFixed(1)} floors, ${(bytes / 2 ** 20).toFixed(0)} MiB; goal of ${LIMIT_SECONDS} s ${met(built.seconds < LIMIT_SECONDS)}, of 2 GiB ${met(bytes < LIMIT_BYTES)}`,
  )
  const subject = { text: lastKeyOf(4242) }
  // Indexes are made when they are first used: the first chain pays for them.
  for (const name of ['first chain in it', 'another chain in it']) {
    const chain = await timed(() => traceOf(built.result, subject, evidence, settings))
    const hops = chain.result.edges.length
    console.log(
      `${name.padEnd(34)} ${chain.seconds.toFixed(2)} s, ${hops} links of ${HOPS + 1}; goal of ${CHAIN_SECONDS} s ${met(chain.seconds < CHAIN_SECONDS)}`,
    )
  }
  const alone = await timed(() => trace(subject, { query, evidence, settings }))
  console.log(
    `${'one key, loading what is around it'.padEnd(34)} ${alone.seconds.toFixed(2)} s, ${alone.cpu.toFixed(2)} s of processor, ${alone.result.edges.length} links`,
  )
  const roles = await timed(() => roleAttributions(built.result))
  console.log(
    `${'who is behind every session'.padEnd(34)} ${roles.seconds.toFixed(2)} s, ${roles.result.length} roles, ${roles.result.reduce((n, r) => n + r.attributed, 0)} of ${roles.result.reduce((n, r) => n + r.sessions, 0)} sessions attributed`,
  )
  await lake.close()
}

const here = fileURLToPath(import.meta.url)

/** Ten million events, a million of which issue a session, in chains of eight; measured in a process of its own. */
export const run = async (): Promise<void> => {
  const workspace = join(tmpdir(), 'wholetrail-bench', `trace-${EVENTS}`)
  await makeLake(workspace, traceLake(EVENTS))
  spawnSync(process.execPath, [here, workspace], { stdio: 'inherit' })
}

const [, script, workspace] = process.argv
if (script === here && workspace !== undefined) await measure(workspace)
