import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { PublicKey } from '../../../model/digest.ts'

/** What CloudTrail calls a key by: the MD5 of its DER bytes, hex (facts/aws.md 2.3). */
export const fingerprintOf = (der: Uint8Array): string =>
  createHash('md5').update(der).digest('hex')

/** Whether a key is the one that its fingerprint names. */
export const isItself = ({ der, fingerprint }: PublicKey): boolean =>
  fingerprintOf(Buffer.from(der, 'base64')) === fingerprint.toLowerCase()

/** The key of DER bytes in PKCS#1 or SPKI form; `undefined` for anything but RSA. */
export const keyOfDer = (der: Buffer): KeyObject | undefined => {
  for (const type of ['pkcs1', 'spki'] as const) {
    try {
      const key = createPublicKey({ key: der, format: 'der', type })
      if (key.asymmetricKeyType === 'rsa') return key
    } catch {
      // The other form may fit.
    }
  }
  return undefined
}

/**
 * A key given without its fingerprint, in both forms: CloudTrail publishes PKCS#1, and AWS's documentation shows one in
 * SPKI, so that either may be what a digest means.
 */
export const bothForms = (key: KeyObject, source: string): readonly PublicKey[] =>
  (['pkcs1', 'spki'] as const).map((type) => {
    const der = key.export({ type, format: 'der' })
    const fingerprint = fingerprintOf(der)
    return { fingerprint, der: der.toString('base64'), from: null, to: null, source }
  })
