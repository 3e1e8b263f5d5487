import { type Desired, keyOf } from '../../../model/desired.ts'
import type { Finding } from '../../../model/finding.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Manual } from '../../../model/plan.ts'
import type { Note, Proposal, Refusal } from '../remedy.ts'

/** A proposal that wants nothing. */
export const NOTHING: Proposal = { desired: [], notes: [], refused: [] }

const lists = ['before', 'after', 'proof'] as const

const unique = (notes: readonly Note[], list: (typeof lists)[number]): readonly Manual[] => [
  ...new Map(notes.flatMap((n) => (n[list] ?? []).map((m) => [m.text, m]))).values(),
]

/** One note for each step, in which nothing is said twice. */
const merged = (notes: readonly Note[]): readonly Note[] =>
  [...groupBy(notes, (n) => JSON.stringify([n.phase, n.account, n.region])).values()].flatMap(
    (same): Note[] =>
      same.slice(0, 1).map(({ phase, account, region }) => ({
        phase,
        account,
        region,
        before: unique(same, 'before'),
        after: unique(same, 'after'),
        proof: unique(same, 'proof'),
        risks: [...new Set(same.flatMap((n) => n.risks ?? []))],
      })),
  )

/** Each thing once; of two wishes the later one. */
const once = (desired: readonly Desired[]): readonly Desired[] => [
  ...new Map(desired.map((d) => [keyOf(d), d])).values(),
]

/** Several proposals as one. */
export const together = (proposals: readonly Proposal[]): Proposal => ({
  desired: once(proposals.flatMap((p) => p.desired)),
  notes: merged(proposals.flatMap((p) => p.notes)),
  refused: proposals.flatMap((p) => p.refused),
})

/** Why not: what was not observed, or what nobody said. */
export type Why = Omit<Refusal, 'fingerprint'>

/** Findings that stay open for one reason. */
export const refuse = (
  findings: readonly Finding[],
  { why, instead, needs }: Why,
): readonly Refusal[] =>
  findings.map(({ fingerprint }) => ({
    fingerprint,
    why,
    ...(instead === undefined ? {} : { instead }),
    ...(needs === undefined ? {} : { needs }),
  }))

/** A proposal that only says why not. */
export const refusal = (findings: readonly Finding[], why: Why): Proposal => ({
  ...NOTHING,
  refused: refuse(findings, why),
})
