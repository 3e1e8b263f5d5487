import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { KnownObject } from '../../src/gather/ingest/lake/commit.ts'
import { KnownObjects } from '../../src/gather/ingest/lake/known-objects.ts'
import { distinct } from '../../src/gather/ingest/listing/distinct.ts'
import { Listing } from '../../src/gather/ingest/listing/listing.ts'
import { inOrder } from '../../src/gather/ingest/listing/order.ts'
import { cut } from '../../src/gather/ingest/work/cut.ts'
import type { Listed } from '../../src/gather/ingest/work/task.ts'

const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const days = orNull(fc.constantFrom(0, 86_400_000_000, 172_800_000_000))
const uris = fc.constantFrom('/a/1.gz', '/a/2', 's3://b/ü.gz', '/a/\u{1f512}.json.gz', '')

/** Few values for each field, so that objects agree and differ in every way; what a place claims is the place's. */
const listed: fc.Arbitrary<Listed> = fc
  .record({
    uri: fc.oneof(uris, fc.string({ unit: 'grapheme' })),
    isLocal: fc.boolean(),
    source: fc.constantFrom('/a', '/a/b', 's3://b'),
    bytes: fc.nat(100_000_000),
    etag: orNull(fc.constantFrom('e1', 'e2')),
    claim: fc.record({
      before: orNull(fc.constantFrom('', '/a')),
      organization: orNull(fc.constant('o-1234')),
      account: orNull(fc.constantFrom('111111111111', '222222222222')),
      region: orNull(fc.constantFrom('us-east-1', 'eu-west-1')),
      named: orNull(fc.nat(1000)),
      day: days,
      kind: fc.constantFrom('log' as const, 'digest' as const, undefined),
    }),
    bucket: orNull(fc.constantFrom('b', 'c')),
    prefix: orNull(fc.constantFrom('', 'p')),
    archived: fc.boolean(),
  })
  .map(({ isLocal, archived, ...object }) => ({
    ...object,
    ...(isLocal ? { path: object.uri } : {}),
    ...(archived ? { archived: true as const } : {}),
  }))

const listingOf = (objects: readonly Listed[]): Listing => {
  const listing = new Listing()
  for (const object of objects) listing.add(object)
  return listing
}

it('a listing gives back what was added', () => {
  fc.assert(
    fc.property(fc.array(listed, { maxLength: 200 }), (objects) => {
      const listing = listingOf(objects)
      expect(objects.map((_, n) => listing.at(n))).toEqual(objects)
    }),
  )
})

it('each place is read once, from the last source that lists it, and counts for all of them', () => {
  fc.assert(
    fc.property(fc.array(listed, { maxLength: 100 }), (objects) => {
      const listing = listingOf(objects)
      const kept = [...distinct(listing)]
      const expected = new Map(objects.map((o) => [o.uri, o]))
      expect(new Map(kept.map((n) => [listing.uri(n), listing.at(n)]))).toEqual(expected)
      expect(kept).toHaveLength(expected.size)
      for (const n of kept) {
        const all = objects.filter((o) => o.uri === listing.uri(n)).map((o) => o.source)
        expect(new Set(listing.common(n).sources)).toEqual(new Set(all))
      }
    }),
  )
})

const keyOf = ({ claim, uri }: Listed) =>
  [claim.day ?? 0, claim.account ?? '', claim.region ?? '', claim.named ?? 0, uri] as const

const compare = (a: Listed, b: Listed): number => {
  const [left, right] = [keyOf(a), keyOf(b)]
  const at = left.findIndex((value, i) => value !== right[i])
  if (at < 0) return 0
  const [one, other] = [left[at] ?? 0, right[at] ?? 0]
  if (at === 4) return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))
  return one < other ? -1 : 1
}

it('objects go by day, account, region, minute and place; batches have them all, in that order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(listed, { maxLength: 100, selector: (o) => o.uri }),
      fc.integer({ min: 1, max: 1_000_000_000 }),
      (objects, batchBytes) => {
        const listing = listingOf(objects)
        const numbers = inOrder(listing, distinct(listing))
        const sorted = objects.toSorted(compare)
        expect([...numbers].map((n) => listing.at(n))).toEqual(sorted)
        const batches = cut(listing, numbers, 7, batchBytes)
        const jobs = Array.from({ length: batches.count }, (_, i) => batches.jobs(i))
        expect(jobs.flat()).toEqual(sorted.map((o, i) => ({ ...o, id: 7 + i })))
        expect(jobs.every((batch) => batch.length > 0)).toBe(true)
      },
    ),
  )
})

const known: fc.Arbitrary<Omit<KnownObject, 'id'>> = fc.record({
  uri: fc.constantFrom('/a', '/b'),
  bytes: fc.constantFrom(1, 2),
  fingerprint: orNull(fc.constantFrom('f1', 'f2')),
  outcome: fc.constantFrom('ingested', 'routed', 'set-aside', 'rejected'),
  reason: orNull(fc.constantFrom('r1', 'r2')),
}) as unknown as fc.Arbitrary<Omit<KnownObject, 'id'>>

/** By the words of the rule: what was ingested stays, of the others the last word on a place counts. */
const standingByRule = (
  objects: readonly Omit<KnownObject, 'id'>[],
  { uri, bytes, fingerprint }: Pick<KnownObject, 'uri' | 'bytes' | 'fingerprint'>,
) =>
  objects
    .filter((o) => o.uri === uri)
    .filter((o, i, all) => o.outcome === 'ingested' || i === all.length - 1)
    .filter((o) => o.outcome !== 'rejected' && o.bytes === bytes)
    .filter((o) =>
      o.fingerprint === null ? o.outcome !== 'ingested' : o.fingerprint === fingerprint,
    )
    .map((o) => o.outcome)

it('an object is known when its place, size and content were ingested, or are the last word on it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(known, { maxLength: 8 }), known, async (before, asked) => {
      const objects = new KnownObjects()
      for (const [i, object] of before.entries()) objects.add({ ...object, id: i + 1 })
      const standing = await objects.standingOf(asked, async () => asked.fingerprint)
      const possible = standingByRule(before, asked)
      if (possible.length === 0) expect(standing).toBeUndefined()
      else expect(possible).toContain(standing)
      const last = before.findLast((o) => o.uri === asked.uri)
      expect(objects.isRejectedAsBefore({ ...asked, id: 9 })).toBe(
        asked.outcome === 'rejected' &&
          last?.outcome === 'rejected' &&
          last.bytes === asked.bytes &&
          last.reason === asked.reason,
      )
    }),
  )
})
