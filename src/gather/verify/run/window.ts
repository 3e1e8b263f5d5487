import { HOUR, type Instant, type Interval, MINUTE } from '../../../model/time.ts'
import type { VerifyOptions } from '../../../model/verification.ts'
import type { TrailEvent } from '../chain/context.ts'
import type { FoundDigest } from '../digest/found.ts'

/** CloudTrail is younger than this. */
const EVER: Instant = Date.UTC(2013, 10) * 1000

/** What is listed for a cell. */
export const listingWindow = (
  { from, to }: Pick<VerifyOptions, 'from' | 'to'>,
  asOf: Instant,
): Interval => ({ from: from ?? EVER, to: to ?? asOf })

/** A digest is named after the second that it ends in (facts/aws.md 2.1). */
const AT_ITS_NAME = MINUTE

/**
 * The time of a digest that nobody has proven yet: what it states only where its name agrees, and the hour before the
 * time in its name otherwise. A forged one moves no window.
 */
export const timeOfDigest = ({ name, content }: FoundDigest): Interval => {
  const byName = { from: name.time - HOUR, to: name.time }
  if (content.status !== 'parsed') return byName
  const { from, to } = content.digest
  const agrees = Math.abs(to - name.time) <= AT_ITS_NAME && from >= name.time - 2 * HOUR
  return agrees ? { from, to } : byName
}

/** Where the first digest is linked to one before it, an hour of that one belongs to the window: it is missing. */
const beginOf = (first: FoundDigest): Instant => {
  const { from } = timeOfDigest(first)
  const isStart = first.content.status === 'parsed' && first.content.digest.previous === null
  return isStart ? from : from - HOUR
}

/**
 * The window of one chain: what was asked for, else from its first digest, or from the first instant of `due`, up to what the
 * sources can show. A digest counts whole or not at all, so it reaches to the ends of those at its edges.
 */
export const chainWindow = (
  { from, to }: Pick<VerifyOptions, 'from' | 'to'>,
  asOf: Instant,
  digests: readonly FoundDigest[],
  due: readonly (Instant | null)[],
  events: readonly TrailEvent[],
): Interval => {
  const standard = digests
    .filter((d) => d.name.chain === 'standard')
    .toSorted((a, b) => a.name.time - b.name.time)
  const oldest = standard[0]?.name.time
  const begins = standard.filter((d) => d.name.time === oldest).map(beginOf)
  const created = events.find((e) => e.effect === 'creates')?.time
  const known = [
    ...begins,
    ...due.flatMap((at) => at ?? []),
    ...(begins.length === 0 && created !== undefined ? [created] : []),
  ]
  const end = to ?? asOf
  const window = {
    from: from ?? (known.length === 0 ? end - HOUR : Math.min(...known)),
    to: end,
  }
  const times = standard.map(timeOfDigest).filter((t) => t.from < t.to && t.to - t.from <= 2 * HOUR)
  const around = (at: Instant) => times.filter((t) => t.from < at && at < t.to)
  const start = Math.min(window.from, ...around(window.from).map((t) => t.from))
  return { from: start, to: Math.max(start, window.to, ...around(window.to).map((t) => t.to)) }
}
