import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '../src/engine/sql.ts'
import { openLake } from '../src/gather/ingest/lake/open.ts'
import type { AskRequest } from '../src/model/ask.ts'
import { DEFAULT_SETTINGS } from '../src/model/settings.ts'
import { DAY } from '../src/model/time.ts'
import type { Lake } from '../src/pipeline.ts'
import { ask } from '../src/reason/ask/ask.ts'
import { loadEvidence } from '../src/reason/coverage/evidence.ts'
import { ingestedLake } from './ingested-lake.ts'

/** 50 accounts, 17 regions, 90 days, 131 events each: 10,021,500. */
const shape = {
  accounts: Number(process.env.WHOLETRAIL_BENCH_ACCOUNTS ?? 50),
  firstDay: 20_513,
  days: 90,
  eventsPerFile: 131,
}
const GOAL = 2

const WHOLE = { from: shape.firstDay * DAY, to: (shape.firstDay + shape.days) * DAY }
const WEEK = { from: WHOLE.from + 40 * DAY, to: WHOLE.from + 47 * DAY }

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const inLake = async <T>(workspace: string, work: (lake: Lake) => Promise<T>): Promise<T> => {
  const lake = await openLake(workspace)
  return work(lake).finally(lake.close)
}

const answer = ({ query, manifest }: Lake, request: AskRequest) =>
  loadEvidence(query, { snapshots: [], manifest, ledger: [], now: WHOLE.to + DAY }).then(
    (evidence) => ask(request, { query, evidence, settings: DEFAULT_SETTINGS }),
  )

/** Somebody who issued a session, a bucket that was read, and the role of most calls: thousands of sessions. */
const subjects = (workspace: string) =>
  inLake(workspace, async ({ query }) => {
    const [key] = await query(sql`
      SELECT access_key_id AS key
      FROM events
      WHERE event_name = 'AssumeRole'
        AND event_time BETWEEN make_timestamp(${WEEK.from}) AND make_timestamp(${WEEK.from + DAY / 24})
      ORDER BY key
      LIMIT 1`)
    const [bucket] = await query(sql`
      SELECT bucket_name AS name FROM events
      WHERE event_time >= make_timestamp(${WEEK.from}) AND bucket_name IS NOT NULL
      ORDER BY event_time, event_id
      LIMIT 1`)
    const [role] = await query(sql`
      SELECT issuer_arn AS arn FROM events
      WHERE issuer_arn IS NOT NULL
      GROUP BY arn ORDER BY count(*) DESC, arn
      LIMIT 1`)
    return { key: String(key?.key), bucket: String(bucket?.name), role: String(role?.arn) }
  })

const asked = ({
  key,
  bucket,
  role,
}: Awaited<ReturnType<typeof subjects>>): Readonly<Record<string, AskRequest>> => ({
  'key-activity': { question: 'key-activity', params: { key }, ...WHOLE },
  'who-read-objects, a week': { question: 'who-read-objects', params: { bucket }, ...WEEK },
  'who-read-objects by a key': { question: 'who-read-objects', params: { key }, ...WHOLE },
  'principal-changes of a busy role': {
    question: 'principal-changes',
    params: { principal: role },
    ...WHOLE,
  },
  'instances-started, none': { question: 'instances-started', params: {}, ...WHOLE },
  'console-logins, none': { question: 'console-logins', params: {}, ...WHOLE },
  'security-group-changes, none': { question: 'security-group-changes', params: {}, ...WHOLE },
  'trail-tampering, none': { question: 'trail-tampering', params: {}, ...WHOLE },
})

/** Asks a lake that was really ingested what users ask, from opening it to the verdict. */
export const run = async (): Promise<Record<string, number>> => {
  const workspace = join(tmpdir(), 'wholetrail-bench', `ingested-${shape.accounts}`)
  await ingestedLake(workspace, shape)
  const all = asked(await subjects(workspace))
  const seconds: Record<string, number> = {}
  for (const [name, request] of Object.entries(all)) {
    const [start, before] = [performance.now(), cpuSeconds()]
    const { verdict, found } = await inLake(workspace, (lake) => answer(lake, request))
    const clock = (performance.now() - start) / 1000
    seconds[name] = clock
    const cpu = cpuSeconds() - before
    console.log(
      `${name.padEnd(34)} ${clock.toFixed(2)} s, ${cpu.toFixed(2)} s of processor, ${verdict}, ${found.count} events; goal of ${GOAL} s ${clock < GOAL ? 'met' : 'NOT met'}`,
    )
  }
  return seconds
}
