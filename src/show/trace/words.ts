import { formatInstant, type Instant } from '../../model/time.ts'
import type { Confidence, NodeKind, TraceNode } from '../../model/trace.ts'
import { count } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'

/** What links without a call of their own are called: from the cause, and from what was caused. */
const HOW: Readonly<Record<string, readonly [string, string]>> = {
  is: ['is behind', 'this one in person'],
  bears: ['bears', 'borne by this user'],
  claims: ['is the source identity of', 'bearing this source identity'],
  served: ['services acted for', 'made by services that acted for it'],
}

const wordsOf = (how: string) => (Object.hasOwn(HOW, how) ? HOW[how] : undefined)

/** The call of a link, as an arrow says it. */
export const howWord = (how: string): string => wordsOf(how)?.[0] ?? how

/** The same of what was caused: `by AssumeRole`. */
export const byWord = (how: string): string => wordsOf(how)?.[1] ?? `by ${how}`

/** What a node is, in the words of the field: of one, and of several. */
const KINDS = {
  'long-term-key': ['access key', 'access keys'],
  'role-session': ['role session', 'role sessions'],
  'federated-session': ['federated session', 'federated sessions'],
  'console-session': ['console session', 'console sessions'],
  'root-session': ['root session', 'root sessions'],
  service: ['service', 'services'],
  workload: ['workload', 'workloads'],
  person: ['person', 'people'],
  user: ['user', 'users'],
  root: ['root user', 'root users'],
  'outside-account': ['other account', 'other accounts'],
  unknown: ['unknown', 'unknown'],
} as const satisfies Record<NodeKind, readonly [string, string]>

/** One node, or several alike: a session of a user is none of a role. */
export const kindOf = ({ kind, arn }: TraceNode, n = 1): string => {
  const [one, many] =
    kind === 'role-session' && arn?.includes(':user/') === true
      ? (['session', 'sessions'] as const)
      : KINDS[kind]
  return n === 1 ? one : `${count(n)} ${many}`
}

export const paint = (confidence: Confidence, style: Style): string =>
  ({ certain: style.good, likely: style.warn, possible: style.bad })[confidence](confidence)

/** `2026-10-05 09:31:18Z`; with a dash where it is not known. */
export const moment = (at: Instant | null): string =>
  at === null ? '-' : formatInstant(at).replace('T', ' ')

/** The name of a node, and its account where the name alone could be somebody else's. */
export const nameOf = (node: TraceNode): string =>
  `${safe(node.label)}${node.account === null || node.label.includes(node.account) ? '' : ` in ${safe(node.account)}`}`

/** Both ends of a time, or the one instant. */
export const spanText = (from: Instant | null, to: Instant | null, style: Style): string =>
  from === to || to === null
    ? moment(from)
    : `${moment(from)} ${style.unicode ? '→' : '->'} ${moment(to)}`
