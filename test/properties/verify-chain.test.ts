import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf } from '../../src/gather/objects/content.ts'
import { HOUR, MINUTE, parseInstant } from '../../src/model/time.ts'
import type { Slot } from '../../src/model/verification.ts'
import { type BuiltChain, chainOf } from '../fixtures/digests/chain.ts'
import { judgeObjects } from '../fixtures/digests/judge.ts'
import type { StoredObject } from '../fixtures/digests/stored.ts'
import { arbitraryMutation, type Mutation, mutated } from './verify-mutations.ts'

const from = parseInstant('2026-11-10T00:00:00Z')
const to = from + 12 * HOUR

/** A stop with a short last digest, an empty hour, an hour of two files, a change of bucket, two late files. */
const chain: BuiltChain = chainOf({
  runs: [
    { from, to: from + 3 * HOUR + 20 * MINUTE },
    { from: from + 5 * HOUR, to: from + 8 * HOUR },
    { from: from + 8 * HOUR, to, continues: true, bucket: 'example-new-logs' },
  ],
  logs: (hour) => ((hour - from) / HOUR) % 3,
  backfill: [
    { hour: from + HOUR, generatedAt: from + 6 * HOUR },
    { hour: from + 2 * HOUR, generatedAt: from + 7 * HOUR },
  ],
})

const stop = {
  time: from + 3 * HOUR + 18 * MINUTE,
  name: 'StopLogging',
  eventId: 'stop',
  actor: 'arn:aws:iam::111122223333:user/mallory',
  effect: 'stops',
} as const

const kept = fc.constantFrom('bucket', 'copy', 'copy without metadata' as const)
const circumstances = fc.record({ kept, known: fc.boolean(), late: fc.integer({ min: 0, max: 9 }) })

type Circumstances = typeof circumstances extends fc.Arbitrary<infer T> ? T : never

const judged = (objects: readonly StoredObject[], c: Circumstances, window = { from, to }) =>
  judgeObjects(objects, {
    ...window,
    kept: c.kept,
    asOf: to + c.late * HOUR,
    events: c.known ? [stop] : [],
    place: chain.place,
  })

const sha256Of = (o: StoredObject): string => {
  try {
    return contentOf(o.stored, true, 1_000_000).sha256
  } catch {
    return 'unreadable'
  }
}

const hashes = (objects: readonly StoredObject[]) =>
  new Map(objects.map((o) => [`${o.bucket}/${o.key}`, sha256Of(o)]))

/** The digests that CloudTrail wrote of which every byte, and every byte of their log files, is still somewhere. */
const stillTrue = (objects: readonly StoredObject[]) => {
  const now = hashes(objects)
  const contents = new Set(now.values())
  return [...chain.digests, ...chain.backfill].filter(
    (d) =>
      contents.has(sha256Of(d.object)) &&
      d.logs.every((l) => now.get(`${l.object.bucket}/${l.object.key}`) === l.entry.hashValue),
  )
}

const isVerified = (s: Slot) => s.state === 'verified' || s.state === 'verified-empty'

const mutations = fc.array(arbitraryMutation, { minLength: 1, maxLength: 4 })

describe('judging a chain of digests', () => {
  test('nothing altered is ever verified: each verified hour is a digest of CloudTrail, whole', () => {
    fc.assert(
      fc.property(mutations, circumstances, (changes, c) => {
        const objects = mutated(chain, changes)
        const truth = stillTrue(objects)
        const { slots, backfill } = judged(objects, c)
        for (const slot of [...slots, ...backfill].filter(isVerified)) {
          const digest = truth.find(
            (d) =>
              d.from <= slot.from &&
              slot.to <= d.to &&
              d.logs.every((l) => slot.files.includes(l.entry.hashValue)) &&
              slot.files.length === d.logs.length,
          )
          expect(digest, JSON.stringify(slot)).toBeDefined()
          expect(slot.state).toBe(digest?.logs.length === 0 ? 'verified-empty' : 'verified')
        }
      }),
      { numRuns: 600 },
    )
  })

  test('an hour is linked only to a digest that is there, whole, and ends where it begins', () => {
    fc.assert(
      fc.property(mutations, circumstances, (changes, c) => {
        const { slots } = judged(mutated(chain, changes), c)
        slots.forEach((slot, i) => {
          if (slot.link !== 'linked') return
          expect(slots[i - 1]?.to).toBe(slot.from)
          expect(slots[i - 1]?.digest).not.toBeNull()
        })
      }),
      { numRuns: 300 },
    )
  })

  test('slots are a partition of the window, whatever was done and whatever was asked', () => {
    const edge = fc.integer({ min: -4 * 60, max: 16 * 60 })
    fc.assert(
      fc.property(mutations, circumstances, edge, edge, (changes, c, a, b) => {
        const window = {
          from: from + Math.min(a, b) * MINUTE,
          to: from + (Math.max(a, b) + 1) * MINUTE,
        }
        const { slots } = judged(mutated(chain, changes), c, window)
        let at = window.from
        for (const slot of slots) {
          expect(slot.from).toBe(at)
          if (slot.state === 'interrupted') expect(slot.to).toBeGreaterThanOrEqual(slot.from)
          else expect(slot.to).toBeGreaterThan(slot.from)
          at = slot.to
        }
        expect(at).toBe(window.to)
      }),
      { numRuns: 400 },
    )
  })

  test('every slot that is not verified says why', () => {
    fc.assert(
      fc.property(mutations, circumstances, (changes, c) => {
        const { slots, backfill } = judged(mutated(chain, changes), c)
        for (const slot of [...slots, ...backfill])
          expect(isVerified(slot), JSON.stringify(slot)).toBe(slot.why === null)
      }),
      { numRuns: 200 },
    )
  })

  test('the order in which objects are found changes nothing', () => {
    fc.assert(
      fc.property(
        mutations.chain((changes) => {
          const objects = mutated(chain, changes)
          return fc.tuple(
            fc.constant(objects),
            fc.shuffledSubarray([...objects], { minLength: objects.length }),
          )
        }),
        circumstances,
        ([objects, shuffled], c) => {
          // Two objects cannot have one name in a bucket: the last one put is there.
          const names = new Set(objects.map((o) => `${o.bucket}/${o.key}`))
          fc.pre(names.size === objects.length)
          expect(judged(shuffled, c)).toEqual(judged(objects, c))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('what was found once and again in a second copy changes nothing', () => {
    fc.assert(
      fc.property(mutations, circumstances, (changes, c) => {
        const objects = mutated(chain, changes)
        expect(judged([...objects, ...objects], c)).toEqual(judged(objects, c))
      }),
      { numRuns: 200 },
    )
  })
})

const judgedWhole = new Map<string, ReturnType<typeof judged>>()

/** What the chain is judged to be before anyone touched it. */
const untouched = (c: Circumstances): ReturnType<typeof judged> => {
  const key = JSON.stringify([c.kept, c.known, c.late])
  const whole = judgedWhole.get(key) ?? judged(chain.objects, c)
  judgedWhole.set(key, whole)
  return whole
}

/** Places of digests whose signature is nowhere: the newest of a copy without metadata, and the last before a restart. */
const unsigned = (c: Circumstances): ReadonlySet<string> =>
  new Set(
    untouched(c)
      .slots.filter((s) => s.state === 'unchecked' && s.digest !== null)
      .map((s) => s.digest?.slice(s.digest.lastIndexOf('/') + 1) ?? ''),
  )

/**
 * What no check of digests can show (docs/decisions/010): other gzip bytes of the same content, an unsigned digest, and
 * the newest backfill digest gone, since nothing says when there is to be one.
 */
const isUndetectable = (objects: readonly StoredObject[], c: Circumstances): boolean => {
  const now = hashes(objects)
  const open = unsigned(c)
  const newestBackfill = chain.backfill.at(-1)?.object
  return chain.objects.every((o) => {
    const there = objects.find((x) => x.bucket === o.bucket && x.key === o.key)
    if (there === undefined) return o === newestBackfill
    if (open.has(o.key.slice(o.key.lastIndexOf('/') + 1))) return true
    const keeps = c.kept !== 'copy without metadata' && o.key.includes('CloudTrail-Digest')
    return (
      now.get(`${o.bucket}/${o.key}`) === sha256Of(o) &&
      (!keeps || JSON.stringify(there.metadata) === JSON.stringify(o.metadata))
    )
  })
}

/** Changes of content, which in a bucket are never less than a failure. */
const ofContent: ReadonlySet<Mutation['kind']> = new Set([
  'flip a byte',
  'truncate',
  'append',
  'put another in its place',
  'name no log file',
  'name no digest before',
  'shift its times',
  'sign with another key',
  'change the signature kept beside it',
])

const isLogOrWithSignature = (o: StoredObject | undefined) =>
  o !== undefined && (o.metadata.signature !== undefined || !o.key.includes('CloudTrail-Digest'))

describe('a single change', () => {
  test('is found, unless it is one of those that no digest can show', () => {
    fc.assert(
      fc.property(arbitraryMutation, circumstances, (change, c) => {
        const objects = mutated(chain, [change])
        const isSeen = JSON.stringify(judged(objects, c)) !== JSON.stringify(untouched(c))
        if (!isSeen) expect(isUndetectable(objects, c), JSON.stringify(change)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  test('of content in a bucket is a failure', () => {
    fc.assert(
      fc.property(arbitraryMutation, circumstances, (change, some) => {
        const c = { ...some, kept: 'bucket' } as const
        const objects = mutated(chain, [change])
        fc.pre(ofContent.has(change.kind) && !isUndetectable(objects, c))
        fc.pre(objects.every(isLogOrWithSignature))
        const { problems } = judged(objects, c)
        expect(
          problems.some((p) => p.weight === 'failure'),
          JSON.stringify(change),
        ).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('a deleted digest or log file is missing, or nothing was due', () => {
    fc.assert(
      fc.property(fc.constantFrom(...chain.objects), circumstances, (gone, c) => {
        const { slots, problems } = judged(
          chain.objects.filter((o) => o !== gone),
          c,
        )
        const isFailure = problems.some((p) => p.weight === 'failure')
        const isNotDue = slots.some((s) => s.state === 'not-yet-due')
        const isInterrupted = !c.known && problems.some((p) => p.kind === 'interrupted')
        const isNewestBackfill = gone === chain.backfill.at(-1)?.object
        expect(isFailure || isNotDue || isInterrupted || isNewestBackfill, gone.key).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
