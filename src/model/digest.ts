import type { Instant } from './time.ts'

/** Where an object of S3 lies, or is said to lie. */
export interface ObjectName {
  readonly bucket: string
  readonly key: string
}

/** One text for a place: `bucket/key`. */
export const nameKey = ({ bucket, key }: ObjectName): string => `${bucket}/${key}`

/** A log file as a digest names it: its place and the SHA-256 of its uncompressed bytes, lower-case hex. */
export interface NamedFile extends ObjectName {
  readonly sha256: string
  readonly newestEvent: Instant | null
  readonly oldestEvent: Instant | null
}

/** The digest before, as its successor states it. */
export interface PreviousDigest extends ObjectName {
  /** SHA-256 of its uncompressed bytes, lower-case hex. */
  readonly sha256: string
  /** Hex, as it stands in the file: part of what is signed. */
  readonly signature: string
}

/** What a digest file states (facts/aws.md 2.2): whether any of it is true is for the checks to say. */
export interface Digest extends ObjectName {
  readonly account: string
  readonly from: Instant
  readonly to: Instant
  /** `digestEndTime` to the letter: part of what is signed. */
  readonly endText: string
  /** MD5 of the public key's DER bytes, hex. */
  readonly fingerprint: string
  readonly algorithm: string
  /** `null` for a starting digest: all `previousDigest*` are null. */
  readonly previous: PreviousDigest | null
  readonly files: readonly NamedFile[]
}

/** What the key of a digest says of it (facts/aws.md 2.1). The name of a trail may hold `_`, a region cannot. */
export interface DigestName {
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly home: string
  /** The second in the name: the end of its hour. */
  readonly time: Instant
  readonly chain: DigestChain
}

/** Log files that were left out of their hour's digest are attested later, in a chain of its own (facts/aws.md 2.2). */
export type DigestChain = 'standard' | 'backfill'

/** A public key of CloudTrail (ListPublicKeys), or one given by hand, which has no times. */
export interface PublicKey {
  readonly fingerprint: string
  /** DER bytes, PKCS#1 or SPKI, base64. */
  readonly der: string
  readonly from: Instant | null
  readonly to: Instant | null
  /** Where it came from: a file, or ListPublicKeys of a region. */
  readonly source: string
}
