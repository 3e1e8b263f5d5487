import { WholetrailError } from '../../model/error.ts'
import { quoted } from '../../model/quoted.ts'
import type { TraceSubject } from '../../model/trace.ts'
import type { Meant } from '../../reason/trace/meant.ts'
import { safe } from '../format/safe.ts'

const MOST = 5

/** The user or role that a bare name stands for. Throws `usage`, with the candidates, where it is borne by several. */
export const meantSubject = (subject: TraceSubject, { principals }: Meant): TraceSubject => {
  const [only, ...others] = principals
  if (only === undefined) return subject
  if (others.length === 0) return { ...subject, text: only }
  const rest = principals.length - MOST
  const shown = principals.slice(0, MOST).map((arn) => `wholetrail trace ${quoted(safe(arn))}`)
  throw new WholetrailError(
    'usage',
    `${principals.length} users and roles are called ${safe(subject.text)}: which of them is meant?`,
    { hint: `${shown.join(' or ')}${rest > 0 ? `, or one of ${rest} more` : ''}` },
  )
}
