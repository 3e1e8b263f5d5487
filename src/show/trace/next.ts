import { groupBy } from '../../model/group-by.ts'
import { quoted } from '../../model/quoted.ts'
import type { Trace, TraceNode } from '../../model/trace.ts'
import { isElsewhen, outcomeOf, rootsOf } from './outcome.ts'

export interface NextStep {
  readonly command: string
  readonly why: string
}

const MOST_NEAR = 3

/** What to do about a subject that nobody has seen: what was meant, else more evidence. */
const unseen = (trace: Trace): readonly NextStep[] =>
  trace.near.length > 0
    ? trace.near.slice(0, MOST_NEAR).map((name) => ({
        command: `wholetrail trace ${quoted(name)}`,
        why: 'this one was seen',
      }))
    : [
        {
          command: 'wholetrail collect --org',
          why: 'lists the users, roles and keys of every account, those that were never used too',
        },
        {
          command: 'wholetrail ingest event-history',
          why: 'reads the management events of the last 90 days, where no trail has them',
        },
      ]

const activity = ({ keyId }: TraceNode): readonly NextStep[] =>
  keyId === null
    ? []
    : [
        {
          command: `wholetrail ask key-activity --key ${quoted(keyId)}`,
          why: 'what it did, and all that derives from it, with a verdict that says what was not recorded',
        },
      ]

/** The first credential below a single root: what else came of it? */
const upstream = (trace: Trace): readonly NextStep[] => {
  const roots = new Set(
    rootsOf(trace).flatMap((r) => (r.known && !r.isNamesake ? [r.node.id] : [])),
  )
  const passed = new Set([...trace.starts, ...trace.derived])
  const nodes = new Map(trace.nodes.map((n) => [n.id, n]))
  const below = trace.edges
    .filter((e) => roots.has(e.from) && !passed.has(e.to))
    .flatMap((e) => nodes.get(e.to)?.keyId ?? [])
  const [key, ...others] = new Set(below)
  return key === undefined || others.length > 0
    ? []
    : [
        {
          command: `wholetrail trace ${quoted(key)} --down`,
          why: 'what else was issued with the first credential of the chain',
        },
      ]
}

const ADDRESS = /^[0-9a-f]*[.:][0-9a-f.:]+$/i

/** A key that lasts was used from elsewhere than where it was made, or from a rare address: what else came from there? */
const strangers = (trace: Trace): readonly NextStep[] => {
  const derived = new Set(trace.derived)
  const keys = new Set(
    trace.nodes.flatMap((n) => (n.kind === 'long-term-key' && !derived.has(n.id) ? [n.id] : [])),
  )
  const home = new Set(trace.edges.flatMap((e) => (keys.has(e.to) ? (e.address ?? []) : [])))
  const used = trace.edges
    .filter((e) => keys.has(e.from))
    .flatMap((e) => e.address ?? [])
    .filter((a) => ADDRESS.test(a))
  const [[address] = [], ...others] = [...groupBy(used, (a) => a)].toSorted(
    (a, b) => a[1].length - b[1].length,
  )
  const isStrange =
    address !== undefined && !home.has(address) && (others.length > 0 || home.size > 0)
  return isStrange
    ? [
        {
          command: `wholetrail ask first-seen --ip ${quoted(address)}`,
          why:
            others.length > 0
              ? 'the rarest address from which the key was used: what else came from there, and since when?'
              : 'the key was used from there, and made elsewhere: what else came from there, and since when?',
        },
      ]
    : []
}

const idle = ({ idle: [key] = [] }: Trace): readonly NextStep[] =>
  key === undefined
    ? []
    : [
        {
          command: `wholetrail trace ${quoted(key)}`,
          why: 'a session of this name that made no recorded call, and is not among these',
        },
      ]

const down = (trace: Trace): NextStep => ({
  command: `wholetrail trace ${quoted(trace.subject)} --down`,
  why: 'every key and session that derives from it, with its calls',
})

/** What to run after a trace, the most useful first. */
export const nextSteps = (trace: Trace, isDown: boolean): readonly NextStep[] => {
  const subject = quoted(trace.subject)
  if (isElsewhen(trace))
    return [
      ...idle(trace),
      { command: `wholetrail trace ${subject}`, why: 'all of its keys and sessions, at any time' },
      {
        command: 'wholetrail coverage --service sts',
        why: 'whether the calls that issue sessions were recorded, where and when',
      },
    ]
  if (!trace.seen) return unseen(trace)
  const starts = trace.nodes.filter((n) => trace.starts.includes(n.id))
  return [
    ...(starts.length === 1 ? starts.flatMap(activity) : []),
    ...idle(trace),
    ...strangers(trace),
    ...(isDown || trace.derived.length === 0 ? [] : [down(trace)]),
    ...(outcomeOf(trace) === 'cannot-know' ? [] : upstream(trace)),
    {
      command: `wholetrail trace ${subject}${isDown ? ' --down' : ''} --format mermaid -o trace.mmd`,
      why: 'the same as a picture; --format dot for Graphviz',
    },
  ]
}
