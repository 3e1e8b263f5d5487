import type { Confidence, NodeKind, Trace, TraceNode, TraceRoot } from '../../model/trace.ts'
import type { ExitCode } from '../exit.ts'
import { namesakesOf } from './bearers.ts'

/** What a trace comes to: everyone behind the subject is known, some are, or nobody can know. */
export type Outcome = 'known' | 'partly-known' | 'cannot-know'

/** What a chain can end at so that somebody can be asked. A key or session alone is nobody. */
const ENDS: readonly NodeKind[] = ['person', 'workload', 'service', 'user', 'root']

/** A root of the trace, with what is known of it. */
export interface KnownRoot {
  readonly node: TraceNode
  readonly confidence: Confidence | null
  /** Somebody or something that can be asked, by links that are certain or likely all the way. */
  readonly known: boolean
  /** Only the name on a key whose making is told by another root. */
  readonly isNamesake: boolean
  /** Only a source identity, which a caller chose: it proves nobody, and takes nothing from who is known. */
  readonly isClaim: boolean
}

/** Nodes from which claims lead, and nothing else. */
const claimsOf = ({ edges }: Trace): ReadonlySet<string> => {
  const others = new Set(edges.flatMap((e) => (e.how === 'claims' ? [] : [e.from])))
  return new Set(edges.flatMap((e) => (others.has(e.from) ? [] : [e.from])))
}

const isKnown = (node: TraceNode, { confidence }: TraceRoot): boolean =>
  ENDS.includes(node.kind) && (confidence === 'certain' || confidence === 'likely')

export const rootsOf = (trace: Trace): readonly KnownRoot[] => {
  const nodes = new Map(trace.nodes.map((n) => [n.id, n]))
  const namesakes = namesakesOf(trace)
  const claims = claimsOf(trace)
  return trace.roots.flatMap((root) => {
    const node = nodes.get(root.node)
    return node === undefined
      ? []
      : [
          {
            node,
            confidence: root.confidence,
            known: isKnown(node, root),
            isNamesake: namesakes.has(node.id) && node.kind === 'user',
            isClaim: claims.has(node.id),
          },
        ]
  })
}

/** It exists, but nothing of it was in use at the time that was asked for: it is its own nearest name. */
export const isElsewhen = ({ subject, seen, near, starts, idle = [] }: Trace): boolean =>
  starts.length === 0 &&
  (seen || idle.length > 0 || near.some((n) => n.toLowerCase() === subject.toLowerCase()))

/** No session of the name is left out, unused or one too many: each of them may have had another caller. */
const isWhole = ({ idle = [], starts, notes }: Trace): boolean =>
  idle.length === 0 && (starts.length < 2 || notes.length === 0)

/** Nothing seen, no root, or none that is likely: nobody can know. An empty chain is no answer (R28). */
export const outcomeOf = (trace: Trace): Outcome => {
  const roots = rootsOf(trace).filter((r) => !r.isClaim)
  const known = roots.filter((r) => r.known).length
  if (!trace.seen || known === 0) return 'cannot-know'
  return known === roots.length && isWhole(trace) ? 'known' : 'partly-known'
}

/** The weakest of the links that lead to known roots. */
export const confidenceOf = (trace: Trace): Confidence | null => {
  const known = rootsOf(trace).filter((r) => r.known)
  return known.some((r) => r.confidence === 'likely')
    ? 'likely'
    : known.length > 0
      ? 'certain'
      : null
}

/** 0 where everyone behind it is known with certainty or likelihood, else 3: it could not be known. */
export const traceExit = (trace: Trace): ExitCode => (outcomeOf(trace) === 'known' ? 0 : 3)
