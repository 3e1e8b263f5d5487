import type { KeyObject } from 'node:crypto'
import type { PublicKey } from '../../../model/digest.ts'
import { isItself, keyOfDer } from '../keys/forms.ts'

const made = new WeakMap<PublicKey, KeyObject | string>()

const make = (key: PublicKey): KeyObject | string => {
  if (!isItself(key))
    return `the public key from ${key.source} is not the one that its fingerprint ${key.fingerprint} names`
  const object = keyOfDer(Buffer.from(key.der, 'base64'))
  return object ?? `the public key ${key.fingerprint} from ${key.source} is no RSA key`
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
