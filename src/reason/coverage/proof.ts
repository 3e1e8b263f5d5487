import type { Assurance, Coverage } from '../../model/coverage.ts'
import { includes, intervals } from '../../model/intervals.ts'

const minted = new WeakSet<object>()
declare const brand: unique symbol

/** That a whole scope was recorded, delivered and read over a whole window: what a `no` needs. */
export interface FullCoverage {
  readonly [brand]: true
  readonly coverage: Coverage
  /** The weakest of its pieces. */
  readonly assurance: Assurance
}

/**
 * The proof that a coverage is full; `undefined` when any of it is blind, or the window is empty. Only this function
 * makes one, and `isFullCoverage` knows the ones that it made.
 */
export const fullCoverage = (coverage: Coverage): FullCoverage | undefined => {
  const { window, recorded, blind } = coverage
  const whole = window.from < window.to && includes(intervals(recorded), [window])
  if (!whole || blind.length > 0) return undefined
  const assurance = recorded.every((p) => p.assurance === 'verified') ? 'verified' : 'configured'
  const proof = { coverage, assurance } as FullCoverage
  minted.add(proof)
  return proof
}

export const isFullCoverage = (value: unknown): value is FullCoverage =>
  typeof value === 'object' && value !== null && minted.has(value)
