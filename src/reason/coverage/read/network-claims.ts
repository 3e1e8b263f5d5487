import type { Evidence } from '../../../model/coverage.ts'
import type { Scope } from '../../../model/scope.ts'
import { selects } from '../../selectors/constraint.ts'

const mayBeNetwork = (scope: Scope): boolean =>
  scope.boxes.some(({ fields: { eventCategory } }) =>
    eventCategory === undefined ? true : selects(eventCategory, 'NetworkActivity') !== 'no',
  )

const narrowed = new WeakMap<Evidence, Evidence>()

const withoutLogsOnly = (evidence: Evidence): Evidence => {
  const known = narrowed.get(evidence)
  if (known !== undefined) return known
  const runs = evidence.manifest.runs.map((run) => ({
    ...run,
    completeness: run.completeness.filter((c) => c.onlyLogs !== true),
  }))
  const less = { ...evidence, manifest: { ...evidence.manifest, runs } }
  narrowed.set(evidence, less)
  return less
}

/**
 * Evidence with the claims that count for a scope: network activity lies in files of its own (facts/aws.md 2.1), of
 * which a claim about log files alone says nothing (R16).
 */
export const claimedFor = (scopes: readonly Scope[], evidence: Evidence): Evidence => {
  const some = evidence.manifest.runs.some((r) => r.completeness.some((c) => c.onlyLogs === true))
  return some && scopes.some(mayBeNetwork) ? withoutLogsOnly(evidence) : evidence
}
