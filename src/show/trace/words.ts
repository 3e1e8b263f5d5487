import { formatInstant, type Instant } from '../../model/time.ts'
import type { Confidence, NodeKind, TraceNode } from '../../model/trace.ts'
import { count } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'

/** What links without a call of their own are called. */
const HOW: Readonly<Record<string, string>> = { is: 'is behind', bears: 'bears' }

export const howWord = (how: string): string => (Object.hasOwn(HOW, how) ? HOW[how] : how) ?? how

/** What a node is, in the words of the field: of one, and of several. */
export const KINDS = {
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

export const kindOf = (kind: NodeKind, n = 1): string =>
  n === 1 ? KINDS[kind][0] : `${count(n)} ${KINDS[kind][1]}`

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
