import type { PublicKey } from '../../../model/digest.ts'
import { HOUR } from '../../../model/time.ts'
import { isSignatureOf } from '../digest/check-signature.ts'
import type { ParsedDigest } from '../digest/found.ts'
import { keyObjectOf } from '../digest/key-object.ts'
import { digestAltered } from '../problems/kinds/digest-altered.ts'
import { digestMetadataAltered } from '../problems/kinds/digest-metadata-altered.ts'
import { keyRotation } from '../problems/kinds/key-rotation.ts'
import { keyValidity } from '../problems/kinds/key-validity.ts'
import { metadataIncomplete } from '../problems/kinds/metadata-incomplete.ts'
import { noPublicKey } from '../problems/kinds/no-public-key.ts'
import { unsigned } from '../problems/kinds/unsigned.ts'
import { unsignedOffline } from '../problems/kinds/unsigned-offline.ts'
import type { KeyContext } from './context.ts'
import type { Examined } from './examined.ts'
import { type Statements, statementsAbout } from './statements.ts'

/** Keys rotate: signing may fall so far outside a key's own times (facts/aws.md 2.3). */
const ROTATION = 2 * HOUR

const judgeValidity = (e: Examined, { digest, generatedAt }: ParsedDigest, key: PublicKey) => {
  const signedAt = e.found.name.chain === 'backfill' ? generatedAt : digest.to
  if (signedAt === null) return
  const early = (key.from ?? signedAt) - signedAt
  const late = signedAt - (key.to ?? signedAt)
  if (early <= 0 && late <= 0) return
  if (Math.max(early, late) <= ROTATION)
    e.notes.push({
      kind: keyRotation,
      about: 'was signed within two hours of its key being in use',
    })
  else
    e.faults.push({
      kind: keyValidity,
      about: `is signed with the key ${key.fingerprint}, which was not in use at its time`,
    })
}

const judgeMetadata = (e: Examined, parsed: ParsedDigest, ownFits: boolean, offline: boolean) => {
  if (parsed.signature !== null && !ownFits)
    e.faults.push({
      kind: digestMetadataAltered,
      about: 'has another signature in its metadata than CloudTrail gave it',
    })
  const lost = [
    ...(parsed.signature === null ? ['signature'] : []),
    ...(parsed.signatureAlgorithm === null ? ['signature-algorithm'] : []),
    ...(e.found.name.chain === 'backfill' && parsed.generatedAt === null
      ? ['backfill-generation-timestamp']
      : []),
  ]
  if (lost.length > 0 && !(offline && parsed.signature === null))
    e.notes.push({ kind: metadataIncomplete, about: `has lost its metadata: ${lost.join(', ')}` })
}

/**
 * Checks the signature of a digest: from its metadata, and every one that another digest states of it. A valid one proves
 * its content, wherever it stands (facts/aws.md 2.3, peers.md 4.1).
 */
export const prove = (e: Examined, statements: Statements, context: KeyContext): void => {
  const { parsed } = e
  if (parsed === null) return
  const { fingerprint } = parsed.digest
  const key = context.keyOf(fingerprint)
  const object =
    key === undefined
      ? `the public key ${fingerprint} is not known${context.keysMissing === null ? '' : `: ${context.keysMissing}`}`
      : key.fingerprint.toLowerCase() === fingerprint
        ? keyObjectOf(key)
        : `the public key from ${key.source} is not ${fingerprint}`
  if (typeof object === 'string' || key === undefined) {
    e.open = { kind: noPublicKey, about: `cannot be checked: ${object}` }
    return
  }
  const stated = new Set(
    statementsAbout(e, statements).map((s) => s.previous.signature.toLowerCase()),
  )
  e.isChecked = parsed.signature !== null || stated.size > 0
  const fits = (signature: string) => isSignatureOf(parsed, signature, object)
  const ownFits = parsed.signature !== null && fits(parsed.signature)
  if (ownFits || [...stated].some((s) => s !== parsed.signature && fits(s))) {
    e.standing = e.faults.some((f) => f.kind.id === 'digest-foreign') ? 'untrue' : 'authentic'
    judgeValidity(e, parsed, key)
    judgeMetadata(e, parsed, ownFits, context.offline)
  } else if (parsed.signature !== null) {
    e.standing = 'untrue'
    e.faults.push({ kind: digestAltered, about: 'has not the signature of CloudTrail' })
  } else if (stated.size > 0) {
    e.open = { kind: unsigned, about: 'has no signature that fits: its metadata was not kept' }
  } else {
    e.open = {
      kind: unsignedOffline,
      about: 'is unsigned offline: its metadata was not kept and no digest after it is here',
    }
  }
}
