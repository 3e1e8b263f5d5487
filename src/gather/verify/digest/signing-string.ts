import type { Digest } from '../../../model/digest.ts'

/** What CloudTrail signs of a digest (facts/aws.md 2.3): the literal `null` stands where there is no digest before. */
export const signingStringOf = (digest: Digest, sha256: string): string =>
  [
    digest.endText,
    `${digest.bucket}/${digest.key}`,
    sha256,
    digest.previous?.signature ?? 'null',
  ].join('\n')
