import type { Finding } from '../../model/finding.ts'

/** One check on one thing, whatever regions or names it speaks of today. */
export const sameThing = ({ check, account, resource }: Finding): string =>
  `${check} ${account} ${resource}`

export const failing = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((f) => f.status === 'fail')

export const open = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((f) => f.status !== 'pass')

/** What fails in `found` on a thing that did not fail that check before. */
export const newlyFailing = (
  before: readonly Finding[],
  found: readonly Finding[],
): readonly Finding[] => {
  const had = new Set(failing(before).map(sameThing))
  return failing(found).filter((f) => !had.has(sameThing(f)))
}

/**
 * What is closed: the check fails on it no more, is not unsure of it, and says nothing else of the same thing that it
 * did not say before (the same fault in other words, or in other regions).
 */
export const closedBy = (
  before: readonly Finding[],
  found: readonly Finding[],
): readonly Finding[] => {
  const still = new Set(open(found).map((f) => f.fingerprint))
  const had = new Set(open(before).map((f) => f.fingerprint))
  const reworded = new Set(
    open(found)
      .filter((f) => !had.has(f.fingerprint))
      .map(sameThing),
  )
  return open(before).filter((f) => !still.has(f.fingerprint) && !reworded.has(sameThing(f)))
}

/** What a set-up is unsure of on a thing that passed that check before, or was not judged by it. */
export const newlyUnknown = (
  before: readonly Finding[],
  found: readonly Finding[],
): readonly Finding[] => {
  const had = new Set(open(before).map(sameThing))
  return found.filter((f) => f.status === 'unknown' && !had.has(sameThing(f)))
}
