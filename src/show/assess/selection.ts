import type { CheckGroup, Finding, FindingStatus, Severity } from '../../model/finding.ts'
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

/** Whether a finding, of now or of a baseline, was asked for. */
export const isSelected =
  (s: Selection) =>
  (f: BaselineFinding): boolean =>
    among(s.checks, f.check) &&
    among(s.groups, f.group) &&
    among(s.severities, f.severity) &&
    among(s.accounts, f.account) &&
    among(s.regions, f.region)

export const withStatus = (
  findings: readonly Finding[],
  statuses: readonly FindingStatus[],
): readonly Finding[] => findings.filter((f) => statuses.includes(f.status))
