import { WholetrailError } from '../../../../model/error.ts'
import { codeOf, unknownOf } from '../../../aws/failure.ts'
import type { Unreadable } from '../store.ts'

const byCode: Readonly<Record<string, Unreadable['status']>> = {
  InvalidObjectState: 'archived',
  NoSuchBucket: 'no-bucket',
  NoSuchKey: 'absent',
  NoSuchVersion: 'absent',
  NotFound: 'absent',
}

/** S3 refuses for want of a key of KMS with AccessDenied too; only the message tells. */
const isAboutKey = (code: string, detail: string): boolean =>
  code.startsWith('KMS.') || /\bkms:|\bKMS\b/.test(detail)

const sentences: Readonly<Record<Unreadable['status'], string>> = {
  absent: 'it is not there',
  archived: 'it is archived: restore it first',
  denied: 's3:GetObject is denied',
  'kms-denied': 'its key of KMS cannot be used (kms:Decrypt)',
  'no-bucket': 'there is no such bucket',
  'too-large': 'it is larger than --max-object-bytes',
  failed: 'S3 answered with an error',
}

/** Throws on what ends the whole run: interruption, credentials. */
export const unreadableOf = (error: unknown, isEmulated: boolean): Unreadable => {
  if (error instanceof WholetrailError) throw error
  const code = codeOf(error)
  const { unknown, detail = code } = unknownOf(error, { region: 'us-east-1', isEmulated })
  const known = byCode[code]
  const status =
    known ??
    (isAboutKey(code, detail) ? 'kms-denied' : unknown === 'access-denied' ? 'denied' : 'failed')
  return {
    status,
    detail: known === undefined ? `${sentences[status]}: ${detail}` : sentences[status],
  }
}
