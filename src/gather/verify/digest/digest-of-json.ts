import type { Digest, NamedFile, PreviousDigest } from '../../../model/digest.ts'
import { tryParseInstant } from '../../../model/time.ts'
import { Rejection } from '../../objects/rejection.ts'
import { type DigestJson, digestSchema } from './schema.ts'

/** Members that a starting digest has as null, all of them. */
const previousMembers = [
  'previousDigestS3Bucket',
  'previousDigestS3Object',
  'previousDigestHashValue',
  'previousDigestHashAlgorithm',
  'previousDigestSignature',
] as const satisfies readonly (keyof DigestJson)[]

const previousOf = (json: DigestJson): PreviousDigest | null => {
  if (previousMembers.every((m) => (json[m] ?? null) === null)) return null
  const {
    previousDigestS3Bucket: bucket,
    previousDigestS3Object: key,
    previousDigestHashValue: sha256,
    previousDigestSignature: signature,
  } = json
  if (!bucket || !key || !sha256 || !signature || !json.previousDigestHashAlgorithm)
    throw new Rejection('it names the digest before it by half')
  return { bucket, key, sha256, signature }
}

const instantOf = (text: string | null | undefined) => tryParseInstant(text ?? '') ?? null

const filesOf = (json: DigestJson): readonly NamedFile[] =>
  json.logFiles.map((f) => ({
    bucket: f.s3Bucket,
    key: f.s3Object,
    sha256: f.hashValue,
    newestEvent: instantOf(f.newestEventTime),
    oldestEvent: instantOf(f.oldestEventTime),
  }))

/** What the JSON of a digest file states (facts/aws.md 2.2). Throws `Rejection` with the first member that is wrong. */
export const digestOfJson = (parsed: unknown): Digest => {
  const result = digestSchema.safeParse(parsed)
  if (!result.success) {
    const path = result.error.issues[0]?.path.join('.') ?? ''
    throw new Rejection(path === '' ? 'it is no JSON object' : `its ${path} is missing or wrong`)
  }
  const json = result.data
  const from = instantOf(json.digestStartTime) ?? 0
  const to = instantOf(json.digestEndTime) ?? 0
  if (to < from) throw new Rejection('it ends before it begins')
  return {
    bucket: json.digestS3Bucket,
    key: json.digestS3Object,
    account: json.awsAccountId,
    from,
    to,
    endText: json.digestEndTime,
    fingerprint: json.digestPublicKeyFingerprint.toLowerCase(),
    algorithm: json.digestSignatureAlgorithm,
    previous: previousOf(json),
    files: filesOf(json),
  }
}
