import type { DigestName } from '../../../model/digest.ts'
import { HOUR, type Interval } from '../../../model/time.ts'
import type { FoundDigest, ParsedDigest } from '../digest/found.ts'
import type { ProblemKind } from '../problems/kind.ts'

/** Something wrong with a digest itself: a failure makes its hour invalid. */
export interface Fault {
  readonly kind: ProblemKind
  /** Goes on from "The digest NAME". */
  readonly about: string
}

/**
 * A digest and what is known of it so far. `authentic`: CloudTrail's signature is over its very content, so that its
 * times and links are true, whatever was done to the object. `unproven`: nothing speaks against it, nothing for it.
 */
export interface Examined {
  readonly found: FoundDigest
  readonly parsed: ParsedDigest | null
  standing: 'authentic' | 'unproven' | 'untrue' | 'unread'
  readonly faults: Fault[]
  /** Why it is unproven or unread. */
  open: Fault | null
  readonly notes: Fault[]
  /** A signature was held against its content, with the key that it names. */
  isChecked: boolean
}

export const isWhole = (e: Examined): boolean => e.faults.length === 0

/**
 * The time that a digest speaks for: its own word where it is authentic. For others the hour before the time in their
 * name at most, so that a forged one cannot stand for more.
 */
export const timeOf = (e: Examined): Interval => {
  const { time } = e.found.name
  const own = e.parsed?.digest
  if (own !== undefined && e.standing === 'authentic') return { from: own.from, to: own.to }
  const from =
    own !== undefined && e.standing === 'unproven' && own.from <= time ? own.from : time - HOUR
  return { from: Math.max(from, time - HOUR), to: time }
}

export const isSameName = (a: DigestName, b: DigestName): boolean =>
  a.account === b.account &&
  a.region === b.region &&
  a.trail === b.trail &&
  a.home === b.home &&
  a.chain === b.chain
