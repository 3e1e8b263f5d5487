import type { Instant, Interval } from '../../../model/time.ts'
import type { Problem, VerifyReport } from '../../../model/verification.ts'
import { ledgerPaths } from '../ledger/paths.ts'
import { logsUnattested } from '../problems/kinds/logs-unattested.ts'
import { notInLake } from '../problems/kinds/not-in-lake.ts'
import { problemOf } from '../problems/problem.ts'
import type { Folder } from '../store/store.ts'
import { type CellResult, hullOf } from './cell-result.ts'
import { checksOf } from './checks.ts'
import type { Desk } from './desk.ts'
import { nothingFound } from './nothing-found.ts'
import { type Counts, noCounts } from './verified-chain.ts'
import { sumOfWork } from './work-done.ts'

/** Files that a report lists one by one; it says how many more there are. */
const MOST = 100_000

const sumOf = (results: readonly CellResult[]): Counts => {
  const counts = noCounts()
  for (const result of results)
    for (const [state, count] of Object.entries(result.counts))
      counts[state as keyof Counts] += count
  return counts
}

const windowOf = ({ options }: Desk, results: readonly CellResult[], asOf: Instant): Interval => {
  const hull = hullOf(results.flatMap((r) => r.window ?? []))
  const to = options.to ?? hull?.to ?? asOf
  return { from: options.from ?? hull?.from ?? to, to }
}

const leftOut = (found: number, kind: typeof logsUnattested | typeof notInLake): Problem[] =>
  found <= MOST
    ? []
    : [
        problemOf(kind, {
          chain: null,
          when: null,
          what: `${found - MOST} more such log files are not listed one by one.`,
        }),
      ]

/** The report of a run, from what its cells came to. */
export const reportOf = (
  desk: Desk,
  results: readonly CellResult[],
  problems: readonly Problem[],
  seconds: number,
  /** Every folder of the sources, asked for or not. */
  there: readonly Folder[],
): VerifyReport => {
  const chains = results.flatMap((r) => r.chains)
  const unattested = results.flatMap((r) => r.unattested)
  const lacking = results.flatMap((r) => r.notInLake)
  const done = sumOfWork(results.map((r) => r.done))
  const asOf = desk.stores.reduce((most, s) => Math.max(most, s.asOf), 0)
  return {
    window: windowOf(desk, results, asOf),
    sources: desk.stores.map(({ uri, asOf }) => ({ uri, asOf })),
    chains,
    problems: [
      ...results.flatMap((r) => r.problems),
      ...problems,
      ...nothingFound(desk, results, there),
      ...leftOut(unattested.length, logsUnattested),
      ...leftOut(lacking.length, notInLake),
    ],
    unattested: unattested.slice(0, MOST),
    notInLake: desk.hashesInLake === null ? null : lacking.slice(0, MOST),
    counts: sumOf(results),
    done,
    keys: desk.ring.used(),
    checks: checksOf(desk, done),
    ledger: ledgerPaths(desk.options.workspace).root,
    seconds,
  }
}
