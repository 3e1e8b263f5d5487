import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { HOUR, MINUTE } from '../../src/model/time.ts'
import type { BuiltChain } from '../fixtures/digests/chain.ts'
import { digestFile } from '../fixtures/digests/digest-file.ts'
import { digestKeyOf } from '../fixtures/digests/layout.ts'
import { newSigner } from '../fixtures/digests/signer.ts'
import { type StoredObject, storedText } from '../fixtures/digests/stored.ts'

/** One change that someone makes to what lies in the buckets. `at` and `to` pick objects, `byte` a byte. */
export interface Mutation {
  readonly kind: keyof typeof mutate
  readonly at: number
  readonly to: number
  readonly byte: number
}

type Objects = readonly StoredObject[]

const pick = (objects: Objects, at: number): StoredObject | undefined =>
  objects[at % Math.max(1, objects.length)]

const swap = (objects: Objects, old: StoredObject, next: StoredObject): Objects =>
  objects.map((o) => (o === old ? next : o))

const isDigest = (o: StoredObject): boolean => o.key.includes('CloudTrail-Digest')

const textOf = (o: StoredObject): string => {
  try {
    return gunzipSync(o.stored).toString()
  } catch {
    return ''
  }
}

const thief = newSigner()

const edited = (
  o: StoredObject,
  edit: (json: Record<string, unknown>) => unknown,
): StoredObject => {
  try {
    const json = edit(JSON.parse(textOf(o)))
    return storedText(o, JSON.stringify(json), o.metadata)
  } catch {
    return storedText(o, '{}', o.metadata)
  }
}

/** Signs the changed content with a key of one's own, under CloudTrail's fingerprint. */
const resigned = (o: StoredObject, chain: BuiltChain): StoredObject => {
  const old = chain.digests.find((d) => d.object.key === o.key)
  if (old === undefined) return o
  const { place } = chain
  const { object } = digestFile({
    place: { ...place, bucket: o.bucket },
    from: old.from,
    to: old.to,
    logs: [],
    previous: null,
    signer: thief,
    changed: { digestPublicKeyFingerprint: JSON.parse(old.content).digestPublicKeyFingerprint },
  })
  return { ...object, key: o.key }
}

const hex = (text: string, byte: number): string => {
  const i = byte % Math.max(1, text.length)
  return `${text.slice(0, i)}${text[i] === '0' ? '1' : '0'}${text.slice(i + 1)}`
}

type Mutate = (
  objects: Objects,
  one: StoredObject,
  other: StoredObject,
  byte: number,
  chain: BuiltChain,
) => Objects

export const mutate = {
  delete: (objects, one) => objects.filter((o) => o !== one),
  'flip a byte': (objects, one, _other, byte) => {
    const stored = Buffer.from(one.stored)
    const i = byte % stored.length
    stored[i] = (stored[i] ?? 0) ^ (1 << (byte % 8))
    return swap(objects, one, { ...one, stored })
  },
  truncate: (objects, one, _other, byte) =>
    swap(objects, one, { ...one, stored: one.stored.subarray(0, byte % one.stored.length) }),
  append: (objects, one) =>
    swap(objects, one, { ...one, stored: Buffer.concat([one.stored, gzipSync('{"Records":[]}')]) }),
  'swap two': (objects, one, other) =>
    objects.map((o) => {
      if (o === one) return { ...other, bucket: o.bucket, key: o.key }
      return o === other ? { ...one, bucket: o.bucket, key: o.key } : o
    }),
  'put another in its place': (objects, one, other) =>
    swap(objects, one, { ...other, bucket: one.bucket, key: one.key }),
  rename: (objects, one, other, byte) => {
    const time = (isDigest(one) ? byte % 12 : 0) * HOUR
    const key = isDigest(one)
      ? one.key.replace(/\d{8}T\d{6}Z/, `20261110T${String(time / HOUR).padStart(2, '0')}3000Z`)
      : `${other.key}.bak`
    return swap(objects, one, { ...one, key })
  },
  'name no log file': (objects, one) =>
    swap(
      objects,
      one,
      edited(one, (json) => ({ ...json, logFiles: [] })),
    ),
  'name no digest before': (objects, one) =>
    swap(
      objects,
      one,
      edited(one, (json) => ({
        ...json,
        previousDigestS3Bucket: null,
        previousDigestS3Object: null,
        previousDigestHashValue: null,
        previousDigestHashAlgorithm: null,
        previousDigestSignature: null,
      })),
    ),
  'shift its times': (objects, one, _other, byte) =>
    swap(
      objects,
      one,
      edited(one, (json) => ({
        ...json,
        digestStartTime: new Date(Date.UTC(2026, 10, 10, byte % 12)).toISOString(),
      })),
    ),
  'sign with another key': (objects, one, _other, _byte, chain) =>
    swap(objects, one, resigned(one, chain)),
  'change the signature kept beside it': (objects, one, _other, byte) =>
    swap(objects, one, {
      ...one,
      metadata: { ...one.metadata, signature: hex(one.metadata.signature ?? '', byte) },
    }),
  'lose the metadata': (objects, one) => swap(objects, one, { ...one, metadata: {} }),
  'add a digest': (objects, one, _other, byte, chain) => {
    const at = Date.UTC(2026, 10, 10, byte % 12, 30) * 1000
    const key = digestKeyOf(chain.place, at + MINUTE)
    return [...objects, { ...one, bucket: chain.place.bucket, key }]
  },
} as const satisfies Record<string, Mutate>

export const mutationKinds = Object.keys(mutate) as (keyof typeof mutate)[]

export const arbitraryMutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...mutationKinds),
  at: fc.nat(200),
  to: fc.nat(200),
  byte: fc.nat(100_000),
})

/** The objects after the changes, one after the other. */
export const mutated = (chain: BuiltChain, mutations: readonly Mutation[]): Objects =>
  mutations.reduce<Objects>((objects, { kind, at, to, byte }) => {
    const one = pick(objects, at)
    const other = pick(objects, to)
    return one === undefined || other === undefined
      ? objects
      : mutate[kind](objects, one, other, byte, chain)
  }, chain.objects)
