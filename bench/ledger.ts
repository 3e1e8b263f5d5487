import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeCellFile } from '../src/gather/verify/ledger/file.ts'
import { ledgerPaths } from '../src/gather/verify/ledger/paths.ts'
import { cellsInLedger, readLedger } from '../src/gather/verify/ledger/read.ts'
import { packedSlots } from '../src/gather/verify/run/packed-slots.ts'
import { DAY, HOUR, parseInstant } from '../src/model/time.ts'
import type { Slot } from '../src/model/verification.ts'

const FROM = parseInstant('2025-01-01')
const HOURS = 365 * 24
const REGIONS = 17
const ACCOUNTS = 50
/** In most regions nothing happens: the first ones have a log file each hour. */
const BUSY = 4

const hashOf = (): string => randomBytes(32).toString('hex')

const accountOf = (n: number): string => String(100000000000 + n)
const regionOf = (n: number): string => `us-test-${n + 1}`

const writeYear = async (workspace: string): Promise<void> => {
  for (let a = 0; a < ACCOUNTS; a++)
    for (let r = 0; r < REGIONS; r++) {
      const cell = { account: accountOf(a), region: regionOf(r) }
      const arn = `arn:aws:cloudtrail:us-east-1:${accountOf(0)}:trail/org`
      const entries = Array.from({ length: HOURS }, (_, i) => ({
        chain: 0,
        from: FROM + i * HOUR,
        to: FROM + (i + 1) * HOUR,
        state: r < BUSY ? ('verified' as const) : ('verified-empty' as const),
        isBackfill: false,
        isLinked: i > 0,
        files: r < BUSY ? [hashOf()] : [],
        besides: [],
      }))
      const chains = [{ trail: 'org', home: 'us-east-1', arn, places: ['s3://org-logs'] }]
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
    files: [hashOf()],
    why: null,
    explainedBy: null,
  }))

const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const start = performance.now()
  const result = await work()
  console.log(`${name.padEnd(52)} ${((performance.now() - start) / 1000).toFixed(2).padStart(7)} s`)
  return result
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** A year of an organisation: 50 accounts in 17 regions, an hour a slot. */
export const run = async (): Promise<void> => {
  const workspace = join(tmpdir(), 'wholetrail-bench', 'ledger-year')
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
  const before = process.memoryUsage().rss
  const packed = await timed('7.4 million slots of a report, packed', async () =>
    cells.map((c) => packedSlots(slotsOf(c.account, c.region))),
  )
  const last = packed.at(-1)?.().length ?? 0
  const most = process.resourceUsage().maxRSS * 1024
  console.log(
    `memory grew by ${megabytes(process.memoryUsage().rss - before)}, at most ${megabytes(most)} (goal: under 1 GiB); the last chain has ${last}`,
  )
}
