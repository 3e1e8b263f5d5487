import type { Trace } from '../../model/trace.ts'

const nothingDerived = (trace: Trace): readonly string[] =>
  trace.starts.length === 0 || trace.derived.length > 0
    ? []
    : [
        'That no credential issued with it is in the logs proves nothing where issuing calls were not recorded: ask key-activity says whether they were.',
      ]

/** A session that did nothing that was recorded is no session that did nothing: reads of objects leave no trace as a rule. */
const unseenCalls = (trace: Trace): readonly string[] => {
  const asked = new Set([...trace.starts, ...trace.derived])
  return trace.nodes.some((n) => asked.has(n.id) && n.used?.count === 0)
    ? [
        'A session with 0 calls seen may have made calls that no trail recorded, such as reads of objects: ask key-activity says what was not recorded.',
      ]
    : []
}

/** A name is found by the calls of its sessions: one that made none that was recorded bears it unseen. */
const idleSessions = ({ idle = [] }: Trace): readonly string[] =>
  idle.length === 0
    ? []
    : [
        `${idle.length === 1 ? 'One more session was' : `${idle.length} more sessions were`} issued under this name and made no call that was recorded: not followed here, since each may have had another caller. Trace ${idle.slice(0, 3).join(', ')}${idle.length > 3 ? ' ...' : ''} by key.`,
      ]

/** Who gives a bare name may have meant a session of it. */
const sessionsSoNamed = ({ subject, namesakes = [] }: Trace): readonly string[] =>
  namesakes.length === 0
    ? []
    : [
        `Sessions bear this name too, and are not those of ${subject}: trace ${namesakes.slice(0, 3).join(' or ')}${namesakes.length > 3 ? ` or one of ${namesakes.length - 3} more` : ''} by ARN.`,
      ]

/** What a reader must not overlook, one sentence each. */
export const notesOf = (trace: Trace): readonly string[] => [
  ...trace.notes,
  ...nothingDerived(trace),
  ...unseenCalls(trace),
  ...idleSessions(trace),
  ...sessionsSoNamed(trace),
]
