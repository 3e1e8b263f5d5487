import { HOUR, type Instant, type Interval } from '../../../model/time.ts'
import type { VerifyOptions } from '../../../model/verification.ts'
import type { Expected, TrailEvent } from '../chain/context.ts'
import type { FoundDigest } from '../digest/found.ts'

/** CloudTrail is younger than this. */
const EVER: Instant = Date.UTC(2013, 10) * 1000

/** What is listed for a cell. */
export const listingWindow = (
  { from, to }: Pick<VerifyOptions, 'from' | 'to'>,
  asOf: Instant,
): Interval => ({ from: from ?? EVER, to: to ?? asOf })

/** What a digest says of its hour; by its name where it cannot be read. */
export const timeOfDigest = ({ name, content }: FoundDigest): Interval =>
  content.status === 'parsed'
    ? { from: content.digest.from, to: content.digest.to }
    : { from: name.time - HOUR, to: name.time }

/** Where the first digest is linked to one before it, an hour of that one belongs to the window: it is missing. */
const beginOf = (first: FoundDigest): Instant => {
  const { from } = timeOfDigest(first)
  const isStart = first.content.status === 'parsed' && first.content.digest.previous === null
  return isStart ? from : from - HOUR
}

/**
 * The window of one chain: what was asked for, else from its first digest, or since when there must be some, up to what the
 * sources can show. A digest counts whole or not at all, so it reaches to the ends of those at its edges.
 */
export const chainWindow = (
  { from, to }: Pick<VerifyOptions, 'from' | 'to'>,
  asOf: Instant,
  digests: readonly FoundDigest[],
  expected: Expected | null,
  events: readonly TrailEvent[],
): Interval => {
  const standard = digests
    .filter((d) => d.name.chain === 'standard')
    .toSorted((a, b) => a.name.time - b.name.time)
  const first = standard[0]
  const created = events.find((e) => e.effect === 'creates')?.time
  const known = [
    ...(first === undefined ? [] : [beginOf(first)]),
    ...(expected?.since == null ? [] : [expected.since]),
    ...(first === undefined && created !== undefined ? [created] : []),
  ]
  const end = to ?? asOf
  const window = {
    from: from ?? (known.length === 0 ? end - HOUR : Math.min(...known)),
    to: end,
  }
  const times = standard.map(timeOfDigest).filter((t) => t.from < t.to && t.to - t.from <= 2 * HOUR)
  const atStart = times.find((t) => t.from < window.from && window.from < t.to)
  const atEnd = times.find((t) => t.from < window.to && window.to < t.to)
  return {
    from: atStart?.from ?? window.from,
    to: Math.max(atEnd?.to ?? window.to, atStart?.from ?? window.from),
  }
}
