import type { Finding } from '../../model/finding.ts'

/** What a baseline remembers of a finding; documents of other versions may hold more. */
export type BaselineFinding = Pick<
  Finding,
  | 'check'
  | 'group'
  | 'status'
  | 'severity'
  | 'account'
  | 'region'
  | 'regions'
  | 'resource'
  | 'fingerprint'
>

/** A run set beside an earlier one. What was accepted stays accepted only as the same failure of the same thing. */
export interface Comparison {
  /** Failures that the baseline does not have. */
  readonly fresh: readonly Finding[]
  /** Failures that the baseline has. */
  readonly known: readonly Finding[]
  /** Whether a failure is one that the baseline does not have. */
  readonly isNew: (f: Finding) => boolean
  /** Failures of the baseline that pass now. */
  readonly fixed: readonly BaselineFinding[]
  /** Failures of the baseline whose thing is no longer in the snapshot: deleted, or not collected. */
  readonly gone: readonly BaselineFinding[]
  /** Failures of the baseline that nobody could read this time: neither fixed nor known to be there. */
  readonly unsettled: readonly BaselineFinding[]
}

const printsOf = (findings: readonly BaselineFinding[], status: Finding['status']): Set<string> =>
  new Set(findings.filter((f) => f.status === status).map((f) => f.fingerprint))

/** Sets findings beside those of a baseline, by fingerprint. The worst status of a fingerprint counts. */
export const compare = (
  findings: readonly Finding[],
  baseline: readonly BaselineFinding[],
): Comparison => {
  const before = printsOf(baseline, 'fail')
  const now = {
    fail: printsOf(findings, 'fail'),
    unknown: printsOf(findings, 'unknown'),
    pass: printsOf(findings, 'pass'),
  }
  const isNew = (f: Finding): boolean => f.status === 'fail' && !before.has(f.fingerprint)
  const failures = findings.filter((f) => f.status === 'fail')
  const ended = [
    ...new Map(
      baseline
        .filter((f) => f.status === 'fail' && !now.fail.has(f.fingerprint))
        .map((f) => [f.fingerprint, f] as const),
    ).values(),
  ]
  return {
    fresh: failures.filter(isNew),
    known: failures.filter((f) => !isNew(f)),
    isNew,
    unsettled: ended.filter((f) => now.unknown.has(f.fingerprint)),
    fixed: ended.filter((f) => !now.unknown.has(f.fingerprint) && now.pass.has(f.fingerprint)),
    gone: ended.filter((f) => !now.unknown.has(f.fingerprint) && !now.pass.has(f.fingerprint)),
  }
}
