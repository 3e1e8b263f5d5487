import type { Finding } from '../../../model/finding.ts'
import type { Proposal, Refusal } from '../remedy.ts'

/** A proposal that wants nothing. */
export const NOTHING: Proposal = { desired: [], notes: [], refused: [] }

/** Several proposals as one. */
export const together = (proposals: readonly Proposal[]): Proposal => ({
  desired: proposals.flatMap((p) => p.desired),
  notes: proposals.flatMap((p) => p.notes),
  refused: proposals.flatMap((p) => p.refused),
})

/** Findings that stay open for one reason. */
export const refuse = (
  findings: readonly Finding[],
  why: string,
  instead?: string,
): readonly Refusal[] =>
  findings.map(({ fingerprint }) => ({
    fingerprint,
    why,
    ...(instead === undefined ? {} : { instead }),
  }))

/** A proposal that only says why not. */
export const refusal = (findings: readonly Finding[], why: string, instead?: string): Proposal => ({
  ...NOTHING,
  refused: refuse(findings, why, instead),
})
