import { quoted } from '../../../model/quoted.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import type { Answer } from '../../../model/verdict.ts'
import type { Asked } from '../question.ts'

const many = (n: number, what: string): string => (n === 1 ? `1 ${what}` : `${n} ${what}s`)

/** What an answer about a key alone does not count. */
export const leftOutNotes = ({ closure, leftOut }: Asked): string[] => {
  if (closure === undefined || leftOut === undefined) return []
  const { text } = closure.subject
  const { credentials, accounts, calls } = leftOut
  if (credentials === 0 && calls === 0)
    return [
      `left out: whatever was done with credentials that ${text} obtained; no such credential is known, and the calls that issue them were not looked for`,
    ]
  const where =
    accounts.length === 0
      ? ''
      : `, in the account${accounts.length === 1 ? '' : 's'} ${accounts.join(', ')}`
  return [
    `left out: ${many(calls, 'call')} with ${many(credentials, 'credential')} that ${text} obtained${where}`,
  ]
}

/** The same question with what derives from the key. */
export const derivedStep = (
  { closure, leftOut }: Asked,
  { from, to }: Interval,
): Answer['next'][number][] =>
  closure === undefined || leftOut === undefined
    ? []
    : [
        {
          command: `wholetrail ask key-activity --key ${quoted(closure.subject.text)} --from ${formatInstant(from)} --to ${formatInstant(to)}`,
          why: 'counts what was done with every credential that derives from the key, in every account',
        },
      ]
