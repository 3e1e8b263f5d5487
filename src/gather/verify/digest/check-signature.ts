import { type KeyObject, verify } from 'node:crypto'
import type { ParsedDigest } from './found.ts'
import { signingStringOf } from './signing-string.ts'

const HEX = /^([0-9a-f]{2})+$/i

/** Whether the signature, in hex, is the key owner's over this very digest: RSA PKCS#1 v1.5 with SHA-256 (facts/aws.md 2.3). */
export const isSignatureOf = (found: ParsedDigest, signature: string, key: KeyObject): boolean =>
  HEX.test(signature) &&
  verify(
    'RSA-SHA256',
    Buffer.from(signingStringOf(found.digest, found.sha256)),
    key,
    Buffer.from(signature, 'hex'),
  )
