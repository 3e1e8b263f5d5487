import { z } from 'zod'
import { tryParseInstant } from '../../../model/time.ts'

const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
  .refine((text) => tryParseInstant(text) !== undefined)
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/i)
  .transform((text) => text.toLowerCase())
const hex = z.string().regex(/^([0-9a-f]{2})+$/i)
const text = z.string().min(1)

const file = z.object({
  s3Bucket: text,
  s3Object: text,
  hashValue: sha256,
  hashAlgorithm: z.literal('SHA-256'),
  newestEventTime: time.nullish(),
  oldestEventTime: time.nullish(),
})

/** A digest file (facts/aws.md 2.2). Members that are not named here are let be: AWS may add some, and they are signed. */
export const digestSchema = z.object({
  awsAccountId: z.string().regex(/^\d{12}$/),
  digestStartTime: time,
  digestEndTime: time,
  digestS3Bucket: text,
  digestS3Object: text,
  digestPublicKeyFingerprint: hex,
  digestSignatureAlgorithm: text,
  previousDigestS3Bucket: text.nullish(),
  previousDigestS3Object: text.nullish(),
  previousDigestHashValue: sha256.nullish(),
  previousDigestHashAlgorithm: z.literal('SHA-256').nullish(),
  previousDigestSignature: hex.nullish(),
  logFiles: z.array(file),
})

export type DigestJson = z.infer<typeof digestSchema>
