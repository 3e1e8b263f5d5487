import type { Finding } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Assessment } from './assessment.ts'

/** Findings that are printed as one block. */
export interface Block {
  /** A check, or several of one family that fail for one reason. */
  readonly checks: readonly string[]
  readonly family: string | undefined
  readonly findings: readonly Finding[]
}

/** What a check did not hear differs from check to check; why nothing hears it is the cause. */
const causeOf = (f: Finding): string =>
  JSON.stringify(f.evidence.filter((e) => !e.startsWith('not heard: ')))

const distinctChecks = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.map((f) => f.check)),
]

const foldedFamily = (family: string, findings: readonly Finding[]): readonly Block[] => {
  const causes = [...groupBy(findings, causeOf).values()].map((list) => ({
    list,
    checks: distinctChecks(list),
  }))
  const alone = causes.filter((c) => c.checks.length === 1).flatMap((c) => c.list)
  return [
    ...causes
      .filter((c) => c.checks.length > 1)
      .map(({ list, checks }) => ({ checks, family, findings: list })),
    ...[...groupBy(alone, (f) => f.check)].map(([id, list]) => ({
      checks: [id],
      family: undefined,
      findings: list,
    })),
  ]
}

/** Findings by check, in their order; the checks of a family that fail for one reason are one block. */
export const blocksOf = (findings: readonly Finding[], a: Assessment): readonly Block[] => {
  const familyOf = new Map(a.checks.map((c) => [c.id, c.family]))
  const families = new Set<string>()
  return [...groupBy(findings, (f) => f.check)].flatMap(([id, list]): readonly Block[] => {
    const family = familyOf.get(id)
    if (family === undefined || a.all) return [{ checks: [id], family: undefined, findings: list }]
    if (families.has(family)) return []
    families.add(family)
    return foldedFamily(
      family,
      findings.filter((f) => familyOf.get(f.check) === family),
    )
  })
}
