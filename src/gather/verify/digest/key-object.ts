import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { PublicKey } from '../../../model/digest.ts'

const made = new WeakMap<PublicKey, KeyObject | string>()

const objectOf = (der: Buffer): KeyObject | undefined => {
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

const make = (key: PublicKey): KeyObject | string => {
  const der = Buffer.from(key.der, 'base64')
  if (createHash('md5').update(der).digest('hex') !== key.fingerprint.toLowerCase())
    return `the public key from ${key.source} is not the one that its fingerprint ${key.fingerprint} names`
  return objectOf(der) ?? `the public key ${key.fingerprint} from ${key.source} is no RSA key`
}

/**
 * The key to check signatures with, from DER bytes in PKCS#1 or SPKI form; a sentence where it is no RSA key, or its
 * fingerprint is not the MD5 of its bytes (facts/aws.md 2.3). Made once for each key.
 */
export const keyObjectOf = (key: PublicKey): KeyObject | string => {
  const known = made.get(key)
  if (known !== undefined) return known
  const object = make(key)
  made.set(key, object)
  return object
}
