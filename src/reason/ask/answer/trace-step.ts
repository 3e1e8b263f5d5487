import type { Row } from '../../../engine/sql.ts'
import { quoted } from '../../../model/quoted.ts'
import type { Answer } from '../../../model/verdict.ts'
import { isTemporary } from '../../identity/key-kind.ts'
import { isMaskedKey } from '../../identity/masked.ts'
import type { Asked } from '../question.ts'

/** Where the chain behind what was found can be followed: of the key asked about, else of the first session shown. */
export const traceStep = ({ params }: Asked, rows: readonly Row[]): Answer['next'] => {
  const { key } = params
  if (typeof key === 'string')
    return rows.length === 0
      ? []
      : [
          {
            command: `wholetrail trace ${quoted(key)} --down`,
            why: 'follows the key back to whoever had it, and names every credential that derives from it',
          },
        ]
  const session = rows
    .map((row) => row.access_key_id)
    .find((id) => typeof id === 'string' && isTemporary(id) && !isMaskedKey(id))
  return typeof session === 'string'
    ? [
        {
          command: `wholetrail trace ${quoted(session)}`,
          why: 'follows the session back, call by call, to the person or workload behind it',
        },
      ]
    : []
}
