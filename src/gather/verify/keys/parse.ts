import { createPublicKey } from 'node:crypto'
import type { PublicKey } from '../../../model/digest.ts'
import { type Instant, SECOND, tryParseInstant } from '../../../model/time.ts'
import { bothForms, fingerprintOf, keyOfDer } from './forms.ts'

/** ISO-8601, or seconds since 1970 as the first version of AWS's command line prints them. */
const instantOf = (value: unknown): Instant | null => {
  if (typeof value === 'number') return Math.round(value * SECOND)
  return typeof value === 'string' ? (tryParseInstant(value) ?? null) : null
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const entryOf = (entry: unknown, source: string): PublicKey | undefined => {
  if (!isObject(entry) || typeof entry.Value !== 'string') return undefined
  const der = Buffer.from(entry.Value, 'base64')
  if (keyOfDer(der) === undefined) return undefined
  const { Fingerprint: stated } = entry
  return {
    fingerprint: typeof stated === 'string' ? stated.toLowerCase() : fingerprintOf(der),
    der: der.toString('base64'),
    from: instantOf(entry.ValidityStartTime),
    to: instantOf(entry.ValidityEndTime),
    source,
  }
}

/** An answer of ListPublicKeys, its list alone, or one of its keys. */
const keysOfJson = (text: string, source: string): readonly PublicKey[] => {
  const parsed: unknown = JSON.parse(text)
  const list = isObject(parsed) ? (parsed.PublicKeyList ?? parsed.publicKeyList ?? parsed) : parsed
  return [list].flat().flatMap((entry) => entryOf(entry, source) ?? [])
}

/** Public keys only: a private key that lies about is no key of CloudTrail. */
const PEM = /-----BEGIN (RSA )?PUBLIC KEY-----[^-]+-----END (?:RSA )?PUBLIC KEY-----/g

const keysOfPem = (text: string, source: string): readonly PublicKey[] =>
  [...text.matchAll(PEM)].flatMap(([block]) => {
    const key = createPublicKey(block)
    return key.asymmetricKeyType === 'rsa' ? bothForms(key, source) : []
  })

const SEQUENCE = 0x30

/**
 * The public keys that a file holds: an answer of ListPublicKeys as JSON, PEM, DER, or the base64 of DER. None for any
 * other file. Never throws.
 */
export const keysIn = (bytes: Buffer, source: string): readonly PublicKey[] => {
  try {
    if (bytes[0] === SEQUENCE) {
      const key = keyOfDer(bytes)
      if (key !== undefined) return bothForms(key, source)
    }
    const text = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
    if (text.includes('-----BEGIN')) return keysOfPem(text, source)
    if (/^[[{]/.test(text)) return keysOfJson(text, source)
    const key = keyOfDer(Buffer.from(text, 'base64'))
    return key === undefined ? [] : bothForms(key, source)
  } catch {
    return []
  }
}
