import type { FoundDigest, ParsedDigest } from '../digest/found.ts'
import { fileNameOf, liesAt, organizationAround, organizationIn } from '../digest/lies-at.ts'
import { digestNameOf } from '../digest/name.ts'
import { digestAlgorithm } from '../problems/kinds/digest-algorithm.ts'
import { digestForeign } from '../problems/kinds/digest-foreign.ts'
import { digestMalformed } from '../problems/kinds/digest-malformed.ts'
import { digestMetadataAltered } from '../problems/kinds/digest-metadata-altered.ts'
import { digestMoved } from '../problems/kinds/digest-moved.ts'
import { digestRenamed } from '../problems/kinds/digest-renamed.ts'
import { digestTrailingBytes } from '../problems/kinds/digest-trailing-bytes.ts'
import { digestUnreadable } from '../problems/kinds/digest-unreadable.ts'
import { type Examined, type Fault, isSameName } from './examined.ts'

const ALGORITHM = 'SHA256withRSA'

/**
 * Another trail's digest, account's or region's under the name of this one, or in its folder: of an account's trail and an
 * organisation's that have one name and home, only the folder tells (facts/aws.md 2.1).
 */
const isForeign = (found: FoundDigest, { digest }: ParsedDigest): boolean => {
  const stated = digestNameOf(digest.key)
  const organization = organizationAround(found)
  return (
    stated === undefined ||
    !isSameName(stated, found.name) ||
    (organization !== undefined && organization !== (organizationIn(digest.key) ?? null))
  )
}

const faultsOf = (found: FoundDigest, parsed: ParsedDigest): Fault[] => {
  const faults: Fault[] = []
  const { digest, trailing, signatureAlgorithm } = parsed
  if (isForeign(found, parsed))
    faults.push({
      kind: digestForeign,
      about: 'states that it is of another trail, account, region or chain than its name says',
    })
  if (digest.algorithm !== ALGORITHM)
    faults.push({ kind: digestAlgorithm, about: 'names another algorithm than SHA256withRSA' })
  if (trailing > 0)
    faults.push({ kind: digestTrailingBytes, about: 'has bytes after its first gzip member' })
  if (signatureAlgorithm !== null && signatureAlgorithm !== ALGORITHM)
    faults.push({
      kind: digestMetadataAltered,
      about: 'has another signature-algorithm in its metadata than SHA256withRSA',
    })
  return faults
}

const placeNotes = (found: FoundDigest, { digest }: ParsedDigest): Fault[] => {
  if (fileNameOf(found.object.key) !== fileNameOf(digest.key))
    return [{ kind: digestRenamed, about: `states that its name is ${fileNameOf(digest.key)}` }]
  return liesAt(found, digest)
    ? []
    : [{ kind: digestMoved, about: 'lies elsewhere than it states' }]
}

/** What a digest object shows alone, before any signature is checked. */
export const examine = (found: FoundDigest): Examined => {
  const { content } = found
  const nothing = { found, parsed: null, faults: [], open: null, notes: [], isChecked: false }
  if (content.status === 'malformed')
    return {
      ...nothing,
      standing: 'untrue',
      faults: [
        { kind: digestMalformed, about: `is not the digest of CloudTrail: ${content.detail}` },
      ],
    }
  if (content.status !== 'parsed')
    return {
      ...nothing,
      standing: 'unread',
      open: {
        kind: digestUnreadable,
        about: `could not be read (${content.status}: ${content.detail})`,
      },
    }
  return {
    ...nothing,
    parsed: content,
    standing: 'unproven',
    faults: faultsOf(found, content),
    notes: placeNotes(found, content),
  }
}
