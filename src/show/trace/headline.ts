import type { Trace, TraceNode } from '../../model/trace.ts'
import { accountOfKey } from '../../reason/identity/key-account.ts'
import { count } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import { bearersOf } from './bearers.ts'
import { fitted } from './lines.ts'
import {
  confidenceOf,
  isElsewhen,
  type KnownRoot,
  type Outcome,
  outcomeOf,
  rootsOf,
} from './outcome.ts'
import { kindOf, nameOf } from './words.ts'

const WORD: Record<Outcome, string> = {
  known: 'KNOWN',
  'partly-known': 'PARTLY KNOWN',
  'cannot-know': 'CANNOT KNOW',
}

const painted = (outcome: Outcome, style: Style): string =>
  ({ known: style.good, 'partly-known': style.warn, 'cannot-know': style.warn })[outcome](
    WORD[outcome],
  )

const SHOWN = 5

const rootText = ({ node }: KnownRoot): string => `${nameOf(node)} (${kindOf(node)})`

const listed = (roots: readonly KnownRoot[]): string => {
  const names = [...new Set(roots.map(rootText))]
  const rest = names.length - SHOWN
  return `${names.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`
}

const unseen = ({ subject, near }: Trace): string => {
  const account = accountOfKey(subject)
  return [
    `${safe(subject)} names no key, user or session that was seen in a snapshot or in the logs that were read, so that nothing is known of it.`,
    ...(near.length === 0 ? [] : [`Did you mean ${near.map(safe).join(' or ')}?`]),
    ...(account === undefined ? [] : [`By its id it belongs to account ${account}.`]),
  ].join(' ')
}

/** Keys on the way up that last: who made one is known, but not who used it. */
const lastingKeys = (trace: Trace): readonly TraceNode[] => {
  const derived = new Set(trace.derived)
  return trace.nodes.filter((n) => n.kind === 'long-term-key' && !derived.has(n.id))
}

const COPIES = 'whoever has a copy acts as it'

/** Who is known, and what the chain cannot say, so that nobody is accused of what a thief did. */
const knownText = (trace: Trace, known: readonly KnownRoot[]): string => {
  const [key, ...others] = lastingKeys(trace)
  if (key === undefined) return `${listed(known)}.`
  if (others.length > 0)
    return `${listed(known)}. On the way are ${count(others.length + 1)} keys that last: ${COPIES}, and no record says who used them.`
  const isMade = trace.edges.some((e) => e.to === key.id && e.how !== 'bears')
  const bearer = bearersOf(trace).get(key.id)
  const of = bearer === undefined || !isMade ? '' : ` of ${safe(bearer)}`
  const link = isMade ? 'made' : 'bears'
  return known.length === 1
    ? `${listed(known)} ${link} ${safe(key.label)}${of}, a key that lasts: ${COPIES}. This says ${isMade ? 'where it came from' : 'whose it is'}, not who used it.`
    : `${listed(known)}. ${safe(key.label)} on the way is a key that lasts: ${COPIES}, and no record says who used it.`
}

const sentences = (trace: Trace): readonly string[] => {
  const roots = rootsOf(trace)
  const known = roots.filter((r) => r.known && !r.isNamesake)
  const named = roots.filter((r) => r.known && r.isNamesake)
  const possible = roots.filter((r) => !r.known && r.confidence === 'possible' && !r.isClaim)
  const claims = roots.filter((r) => r.isClaim)
  const lost = roots.filter((r) => !r.known && r.confidence !== 'possible')
  return [
    ...(known.length === 0 ? [] : [knownText(trace, known)]),
    ...(known.length > 0 || named.length === 0
      ? []
      : [`The key bears the name of ${listed(named)}.`]),
    ...(possible.length === 0
      ? []
      : [
          `Possibly ${listed(possible)}: records that agree by a name only, or contradict one another, prove nobody.`,
        ]),
    ...(claims.length === 0
      ? []
      : [
          `Its source identity is ${listed(claims)}: a name that its first caller chose, and no proof of who that was.`,
        ]),
    ...(lost.length === 0
      ? []
      : [
          `${known.length + possible.length === 0 ? 'The' : 'Another'} chain ends at ${listed(lost)}: no record that was ${trace.notes.length > 0 ? 'followed' : 'read'} says who is behind it.`,
        ]),
  ]
}

/** Who is behind it, or why that is not known, in one paragraph. */
export const traceSentence = (trace: Trace): string => {
  if (isElsewhen(trace))
    return `${safe(trace.subject)} is known, but no key or session of it is in the logs that were read, or none in use at the time that was asked for. That is no proof that there was none.`
  if (!trace.seen) return unseen(trace)
  return trace.roots.length === 0
    ? 'The records lead in a circle, and none says who is behind it.'
    : sentences(trace).join(' ')
}

/** The verdict of a trace: the word, the question, and who it is. */
export const headline = (trace: Trace, style: Style, columns: number): string[] => {
  const outcome = outcomeOf(trace)
  const confidence = confidenceOf(trace)
  const sure = confidence === null ? '' : ` (${confidence})`
  const question = style.strong(`Who is behind ${safe(trace.subject)}?`)
  return [
    ...fitted(`${painted(outcome, style)}${sure}  ${question}`, columns),
    ...wrap(traceSentence(trace), columns - 2).map((l) => `  ${l}`),
  ]
}
