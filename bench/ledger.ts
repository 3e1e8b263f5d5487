import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeCellFile } from '../src/gather/verify/ledger/file.ts'
import { type Cell, ledgerPaths } from '../src/gather/verify/ledger/paths.ts'
import { cellsInLedger, readLedger } from '../src/gather/verify/ledger/read.ts'
import { readCompacted } from '../src/gather/verify/ledger/read-compacted.ts'
import { packedSlots } from '../src/gather/verify/run/packed-slots.ts'
import type { Manifest } from '../src/model/manifest.ts'
import { DEFAULT_SETTINGS } from '../src/model/settings.ts'
import { DAY, HOUR, parseInstant } from '../src/model/time.ts'
import type { Slot } from '../src/model/verification.ts'
import { coverageOf } from '../src/reason/coverage/coverage-of.ts'

const FROM = parseInstant('2025-01-01')
const HOURS = 365 * 24
const REGIONS = 17
const ACCOUNTS = 50
/** One hour in so many has a log file: the worst spread, since quiet hours that follow each other cost nothing. */
const BUSY = 10

const SEED = randomBytes(24).toString('hex')
let made = 0
const hashOf = (): string => SEED + (made++).toString(16).padStart(16, '0')
const filesOf = (i: number): string[] => (i % BUSY === 0 ? [hashOf()] : [])

const accountOf = (n: number): string => String(100000000000 + n)
const regionOf = (n: number): string => `us-test-${n + 1}`
const ARN = `arn:aws:cloudtrail:us-east-1:${accountOf(0)}:trail/org`

const writeYear = async (workspace: string): Promise<void> => {
  for (let a = 0; a < ACCOUNTS; a++)
    for (let r = 0; r < REGIONS; r++) {
      const cell = { account: accountOf(a), region: regionOf(r) }
      const entries = Array.from({ length: HOURS }, (_, i) => ({
        chain: 0,
        from: FROM + i * HOUR,
        to: FROM + (i + 1) * HOUR,
        state: i % BUSY === 0 ? ('verified' as const) : ('verified-empty' as const),
        isBackfill: false,
        isLinked: i > 0,
        files: filesOf(i),
        ...(i % BUSY === 0 ? { oldest: FROM + i * HOUR } : {}),
        besides: [],
      }))
      const chains = [{ trail: 'org', home: 'us-east-1', arn: ARN, places: ['s3://org-logs'] }]
      await writeCellFile(ledgerPaths(workspace).cell(cell), cell, { chains, entries })
    }
}

const slotsOf = (account: string, region: string): readonly Slot[] =>
  Array.from({ length: HOURS }, (_, i) => ({
    from: FROM + i * HOUR,
    to: FROM + (i + 1) * HOUR,
    state: 'verified' as const,
    chain: 'standard' as const,
    digest: `s3://org-logs/AWSLogs/o-abcdefghij/${account}/CloudTrail-Digest/${region}/${account}_CloudTrail-Digest_${region}_org_us-east-1_${i}.json.gz`,
    link: 'linked' as const,
    files: filesOf(i),
    why: null,
    explainedBy: null,
  }))

/** A lake that holds nothing: every file that a digest names is looked for in vain. */
const manifest: Manifest = {
  runs: [],
  objects: [],
  conflicts: [],
  unknownKeys: {},
  events: 0,
  sightings: 0,
}

/** What an ask takes of the ledger: all of it read, sorted by cell, and judged. */
const judge = async (workspace: string): Promise<number> => {
  const ledger = await readCompacted(workspace)
  const evidence = { now: FROM + HOURS * HOUR, snapshots: [], events: [], manifest, ledger }
  const scope = { boxes: [{ fields: { account: { Equals: [accountOf(7)] } } }] }
  const window = { from: FROM + 100 * DAY, to: FROM + 130 * DAY }
  coverageOf([scope], window, evidence, DEFAULT_SETTINGS)
  return ledger.length
}

const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const start = performance.now()
  const result = await work()
  console.log(`${name.padEnd(52)} ${((performance.now() - start) / 1000).toFixed(2).padStart(7)} s`)
  return result
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** The slots of a report, all at once. */
const packAll = async (cells: readonly Cell[]): Promise<void> => {
  const packed = cells.map(() => (): readonly Slot[] => [])
  let packing = 0
  await timed('7.4 million slots of a report, made and packed', async () => {
    for (const [i, { account, region }] of cells.entries()) {
      const slots = slotsOf(account, region)
      const start = performance.now()
      packed[i] = packedSlots(slots)
      packing += performance.now() - start
    }
  })
  const last = packed.at(-1)?.().length ?? 0
  console.log(`packing alone ${(packing / 1000).toFixed(1)} s; the last chain has ${last}`)
}

/** A year of an organisation: 50 accounts in 17 regions, an hour a slot. */
export const run = async (): Promise<void> => {
  const workspace = join(tmpdir(), 'wholetrail-bench', 'ledger-year-with-times')
  if (!existsSync(`${workspace}.done`)) {
    rmSync(workspace, { recursive: true, force: true })
    mkdirSync(workspace, { recursive: true })
    await timed('written, cell by cell', () => writeYear(workspace))
    writeFileSync(`${workspace}.done`, '')
  }
  const cells = await cellsInLedger(workspace)
  const stored = cells.reduce((sum, c) => sum + statSync(ledgerPaths(workspace).cell(c)).size, 0)
  console.log(`${cells.length * HOURS} slots in ${cells.length} files, ${megabytes(stored)}`)
  const day = { from: FROM + 100 * DAY, to: FROM + 101 * DAY }
  const found = await timed('one day of all accounts and regions (goal: under 1 s)', () =>
    readLedger(workspace, day),
  )
  const own = { accounts: [accountOf(7)], regions: [regionOf(1)] }
  const year = await timed('a year of one account and region (goal: under 1 s)', () =>
    readLedger(workspace, own),
  )
  console.log(`${found.length} and ${year.length} slots`)
  const most = () => megabytes(process.resourceUsage().maxRSS * 1024)
  await packAll(cells)
  console.log(`memory at most ${most()} (goal: under 1 GiB)`)
  const few = await timed('an ask: all of it read and judged (goal: under 5 s)', () =>
    judge(workspace),
  )
  console.log(`${few} slots tell coverage the same; memory at most ${most()} (goal: under 1 GiB)`)
}
