import type { Severity } from '../../../model/finding.ts'
import type { Observed } from '../../../model/observed.ts'
import type { Result } from '../check.ts'

/** What a result is about. */
export interface Subject {
  readonly resource: string
  readonly account: string
  /** `global` for what has no region. */
  readonly region: string
}

export const passed = (
  { resource, account, region }: Subject,
  reason: string,
  evidence: readonly string[] = [],
): Result => ({ status: 'pass', resource, account, region, reason, evidence })

export const failed = (
  { resource, account, region }: Subject,
  reason: string,
  evidence: readonly string[] = [],
  severity?: Severity,
): Result => ({
  status: 'fail',
  resource,
  account,
  region,
  reason,
  evidence,
  ...(severity === undefined ? {} : { severity }),
})

export const unsettled = (
  { resource, account, region }: Subject,
  reason: string,
  settle: string,
  evidence: readonly string[] = [],
): Result => ({ status: 'unknown', resource, account, region, reason, settle, evidence })

/** What settles a value that could not be read: the permission that it takes, and where. */
export const allow = (permission: string, account: string): string =>
  `Let the collecting role call ${permission} in account ${account}, and collect again`

export const NOT_COLLECTED: Observed<never> = { unknown: 'not-collected' }

/** A value that a snapshot may leave out was not collected. */
export const seen = <T>(value: Observed<T> | undefined): Observed<T> => value ?? NOT_COLLECTED
