import type { CheckGroup, Finding, FindingStatus, Severity } from '../../model/finding.ts'
import { isKnown } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { BaselineFinding } from '../../reason/assess/baseline.ts'
import type { Check } from '../../reason/assess/check.ts'

/** What was asked for; a list that is absent asks for everything. */
export interface Selection {
  readonly checks?: readonly string[] | undefined
  readonly groups?: readonly CheckGroup[] | undefined
  readonly severities?: readonly Severity[] | undefined
  readonly accounts?: readonly string[] | undefined
  readonly regions?: readonly string[] | undefined
}

const among = <T>(list: readonly T[] | undefined, value: T): boolean =>
  list === undefined || list.includes(value)

/** Checks worth running: a severity is a matter of each finding, so it chooses none. */
export const selectChecks = (checks: readonly Check[], s: Selection): readonly Check[] =>
  checks.filter((c) => among(s.checks, c.id) && among(s.groups, c.group))

/**
 * Whether a finding concerns one of the regions asked for. One that names no region concerns them all, and so does one
 * about a thing that works everywhere, wherever its home is: left out, it would read as a clean answer.
 */
const concerns = (
  { region, regions, resource }: BaselineFinding,
  asked: readonly string[] | undefined,
  everywhere: ReadonlySet<string>,
): boolean =>
  asked === undefined ||
  asked.includes(region) ||
  everywhere.has(resource) ||
  (regions?.some((r) => asked.includes(r)) ?? region === 'global')

/** ARNs of trails and event data stores that work in every region, or may. */
export const worksEverywhere = ({ trails, eventDataStores }: Snapshot): ReadonlySet<string> =>
  new Set([
    ...trails.filter((t) => !isKnown(t.config) || t.config.known.isMultiRegion).map((t) => t.arn),
    ...eventDataStores
      .filter((s) => !isKnown(s.config) || s.config.known.isMultiRegion)
      .map((s) => s.arn),
  ])

/** Whether a finding, of now or of a baseline, was asked for. */
export const isSelected =
  (s: Selection, everywhere: ReadonlySet<string> = new Set()) =>
  (f: BaselineFinding): boolean =>
    among(s.checks, f.check) &&
    among(s.groups, f.group) &&
    among(s.severities, f.severity) &&
    among(s.accounts, f.account) &&
    concerns(f, s.regions, everywhere)

export const withStatus = (
  findings: readonly Finding[],
  statuses: readonly FindingStatus[],
): readonly Finding[] => findings.filter((f) => statuses.includes(f.status))
