import type { ExitCode } from '../exit.ts'
import { type Assessment, counted, matters } from './assessment.ts'

/**
 * 1 when something failed at or above `--fail-on` (with a baseline: something new), 3 when nothing did but an answer
 * that matters stayed unknown, or there was nothing to judge at all. A baseline accepts findings, never blindness.
 */
export const exitOf = (
  a: Pick<Assessment, 'findings' | 'comparison' | 'failOn'>,
): Extract<ExitCode, 0 | 1 | 3> => {
  if (a.failOn === 'none') return 0
  if (counted(a).some((f) => matters(f.severity, a.failOn))) return 1
  if (a.findings.length === 0) return 3
  return a.findings.some((f) => f.status === 'unknown' && matters(f.severity, a.failOn)) ? 3 : 0
}
