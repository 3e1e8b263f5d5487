import type { Finding, Severity } from '../../model/finding.ts'
import { severities } from '../../model/finding.ts'
import type { Instant } from '../../model/time.ts'
import type { Comparison } from '../../reason/assess/baseline.ts'
import type { Check } from '../../reason/assess/check.ts'
import type { Reach } from './reach.ts'

export const failOnLevels = [...severities, 'none'] as const
export type FailOn = (typeof failOnLevels)[number]

/** A finished run, as every format prints it. */
export interface Assessment {
  /** The file of the snapshot as it is shown and linked: relative to where the command ran. */
  readonly file: string
  readonly collectedAt: Instant
  readonly generatedAt: Instant
  /** Accounts by id, with the names that the organisation gives them. */
  readonly accounts: ReadonlyMap<string, string | undefined>
  readonly organization: string | undefined
  readonly reach: Reach
  /** Those that ran: `--check` and `--group` choose. */
  readonly checks: readonly Check[]
  /** What they said, after the filters. */
  readonly findings: readonly Finding[]
  /** Failures that the filters leave out. */
  readonly leftOut: number
  /** The severities asked for, where not all of them are. */
  readonly severities: readonly Severity[] | undefined
  /** Those that are to be printed (`--show`). */
  readonly shown: readonly Finding[]
  readonly comparison: Comparison | undefined
  readonly failOn: FailOn
  /** Print every resource rather than the first few. */
  readonly all: boolean
  /** Print only the counts and one line for each check that failed. */
  readonly summaryOnly: boolean
  /** The flags that named the snapshot and the workspace, so that the next command finds them again. */
  readonly again: readonly string[]
}

/** Whether a severity matters at a threshold; at `none` nothing does. */
export const matters = (severity: Severity, failOn: FailOn): boolean =>
  failOn !== 'none' && severities.indexOf(severity) <= severities.indexOf(failOn)

/** Failures that count: all of them, or with a baseline those that it does not have. */
export const counted = (a: Pick<Assessment, 'findings' | 'comparison'>): readonly Finding[] =>
  a.comparison?.fresh ?? a.findings.filter((f) => f.status === 'fail')
