import type { Assurance, Coverage } from '../../../model/coverage.ts'
import type { Verdict } from '../../../model/verdict.ts'
import { type FullCoverage, fullCoverage } from '../../coverage/proof.ts'
import type { PartFound } from '../search.ts'

export interface Ruling {
  readonly verdict: Verdict
  readonly assurance: Assurance | null
}

/** What else a verdict hangs on. */
export interface Conditions {
  readonly severalAccounts: boolean
  /** Something stands in the way that no coverage can make good. */
  readonly hindered: boolean
  /** Nothing of the part could happen in the window: what it is about did not exist (R26). */
  readonly impossible: boolean
  readonly needed: readonly Coverage[]
}

const CANNOT_KNOW: Ruling = { verdict: 'cannot-know', assurance: null }

/** A no rests on proofs alone, and only reason/coverage can make one: everything that was needed was read. */
const denial = (proofs: readonly FullCoverage[]): Ruling => {
  const verified = proofs.length > 0 && proofs.every((p) => p.assurance === 'verified')
  return { verdict: 'no', assurance: verified ? 'verified' : 'configured' }
}

/**
 * The verdict on one part: yes where something was found; no where nothing was, nothing may match, nothing stands
 * in the way, and all that was needed was recorded, delivered and read; cannot know otherwise.
 */
export const judgePart = (found: PartFound, conditions: Conditions): Ruling => {
  const { severalAccounts, hindered, impossible, needed } = conditions
  const enough = severalAccounts ? found.found.accounts > 1 : found.found.count > 0
  if (enough) return { verdict: 'yes', assurance: null }
  if (found.candidates.count > 0 || hindered) return CANNOT_KNOW
  if (needed.length === 0 && !impossible) return CANNOT_KNOW
  const proofs = needed.map(fullCoverage).filter((p) => p !== undefined)
  return proofs.length === needed.length ? denial(proofs) : CANNOT_KNOW
}

/** Yes if any part is yes, no only if every one is (R8). */
export const headline = (rulings: readonly Ruling[]): Ruling => {
  if (rulings.some((r) => r.verdict === 'yes')) return { verdict: 'yes', assurance: null }
  if (rulings.length === 0 || rulings.some((r) => r.verdict !== 'no')) return CANNOT_KNOW
  const verified = rulings.every((r) => r.assurance === 'verified')
  return { verdict: 'no', assurance: verified ? 'verified' : 'configured' }
}
