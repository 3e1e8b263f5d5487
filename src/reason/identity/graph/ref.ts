import type { Instant } from '../../../model/time.ts'
import type { Confidence, TraceEvidence, TraceNode } from '../../../model/trace.ts'
import type { Credential } from './credential.ts'
import type { Issue } from './rows.ts'

/** A node while it is being worked with. */
export interface Ref {
  readonly node: TraceNode
  readonly credential?: Credential
}

/** The id of a node, without what it costs to describe a credential. */
export const idOf = (ref: Ref): string => ref.credential?.id ?? ref.node.id

/** A link from a name that a caller gave himself: it proves nobody. */
export const CLAIM = 'claims'

/** A link upwards: who caused this. */
export interface Cause {
  readonly from: Ref
  readonly how: string
  readonly at: Instant | null
  readonly confidence: Confidence
  readonly because: string
  readonly evidence: readonly TraceEvidence[]
  readonly address?: string | null
}

/** A step that the records do not tell: what would have told it, and where it would have been recorded. */
export interface Lost {
  readonly calls: readonly string[]
  /** Null where no account is known. */
  readonly account: string | null
  readonly around: Instant | null
  /** The caller belongs to this account, of which no record tells more. */
  readonly outside: string | null
}

/** Everything that is known of where a node comes from. */
export interface Causes {
  readonly causes: readonly Cause[]
  readonly lost: Lost | undefined
  readonly conflicts: readonly {
    readonly sentence: string
    readonly evidence: readonly TraceEvidence[]
  }[]
}

export const NO_CAUSES: Causes = { causes: [], lost: undefined, conflicts: [] }

/** Copies of one act as evidence, in order. */
export const evidenceOf = (issues: readonly Issue[]): TraceEvidence[] => {
  const [issue, ...others] = issues
  if (issue !== undefined && others.length === 0)
    return issue.eventId === null ? [] : [{ eventId: issue.eventId, account: issue.account }]
  const all = new Map(
    issues.flatMap(({ eventId, account }) =>
      eventId === null ? [] : [[`${eventId} ${account}`, { eventId, account }] as const],
    ),
  )
  return [...all.keys()].sort().flatMap((k) => all.get(k) ?? [])
}
