import type { CheckGroup, Finding, FindingStatus, Severity } from '../../model/finding.ts'
import { checkGroups, findingStatuses, severities } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import { type Assessment, counted, matters } from './assessment.ts'
import type { Reach } from './reach.ts'

export type Tally = Readonly<Record<FindingStatus, number>>

/** The numbers of a run, as `--json` prints them. */
export interface Summary {
  readonly failOn: string
  /** Failures at or above `failOn`; with a baseline only the new ones. */
  readonly failuresThatCount: number
  readonly unknownsThatCount: number
  /** Checks by their worst result; `notApplicable` found nothing to judge. */
  readonly checks: Tally & { readonly run: number; readonly notApplicable: number }
  readonly findings: Tally
  readonly bySeverity: Readonly<Record<Severity, Tally>>
  readonly byGroup: Readonly<Partial<Record<CheckGroup, Tally>>>
  readonly accounts: readonly string[]
  readonly reach: Reach
  readonly failuresLeftOut: number
  readonly baseline: Readonly<
    Record<'new' | 'known' | 'fixed' | 'gone' | 'unsettled', number>
  > | null
}

const tally = (findings: readonly Finding[]): Tally => ({
  fail: findings.filter((f) => f.status === 'fail').length,
  unknown: findings.filter((f) => f.status === 'unknown').length,
  pass: findings.filter((f) => f.status === 'pass').length,
})

export const summaryOf = (a: Assessment): Summary => {
  const byCheck = groupBy(a.findings, (f) => f.check)
  const worst = [...byCheck.values()].map((list) =>
    findingStatuses.find((status) => list.some((f) => f.status === status)),
  )
  const bySeverity = groupBy(a.findings, (f) => f.severity)
  const byGroup = groupBy(a.findings, (f) => f.group)
  const c = a.comparison
  return {
    failOn: a.failOn,
    failuresThatCount: counted(a).filter((f) => matters(f.severity, a.failOn)).length,
    unknownsThatCount: a.findings.filter(
      (f) => f.status === 'unknown' && matters(f.severity, a.failOn),
    ).length,
    checks: {
      run: a.checks.length,
      fail: worst.filter((w) => w === 'fail').length,
      unknown: worst.filter((w) => w === 'unknown').length,
      pass: worst.filter((w) => w === 'pass').length,
      notApplicable: a.checks.length - byCheck.size,
    },
    findings: tally(a.findings),
    bySeverity: Object.fromEntries(
      severities.map((s) => [s, tally(bySeverity.get(s) ?? [])]),
    ) as Record<Severity, Tally>,
    byGroup: Object.fromEntries(
      checkGroups.flatMap((g) => {
        const list = byGroup.get(g)
        return list === undefined ? [] : [[g, tally(list)]]
      }),
    ),
    accounts: [...a.accounts.keys()],
    reach: a.reach,
    failuresLeftOut: a.leftOut,
    baseline:
      c === undefined
        ? null
        : {
            new: c.fresh.length,
            known: c.known.length,
            fixed: c.fixed.length,
            gone: c.gone.length,
            unsettled: c.unsettled.length,
          },
  }
}
