import { z } from 'zod'
import { blindReasons } from '../../model/coverage.ts'
import { formatInstant, type Instant } from '../../model/time.ts'
import { confidences, nodeKinds, type Trace } from '../../model/trace.ts'
import { traceSentence } from './headline.ts'
import { nextSteps } from './next.ts'
import { notesOf } from './notes.ts'
import { confidenceOf, outcomeOf, rootsOf } from './outcome.ts'

const time = z.string().nullable().meta({ description: 'ISO-8601, UTC' })
const name = z.string().nullable()
const nodeId = z.string().meta({ description: 'id of a node' })
const confidence = z.enum(confidences)
const evidence = z.array(z.strictObject({ eventId: z.string(), account: name }))

/** What `trace --json` prints. */
export const tracePartSchema = z.strictObject({
  subject: z.string(),
  verdict: z.enum(['known', 'partly-known', 'cannot-know']).meta({
    description:
      'known: everyone behind it is, with certainty or likelihood; partly-known: some are; cannot-know: nobody is',
  }),
  confidence: confidence.nullable().meta({ description: 'of the weakest link to a known root' }),
  sentence: z.string(),
  seen: z.boolean().meta({ description: 'false: nothing follows from the emptiness of the rest' }),
  near: z.array(z.string()).meta({ description: 'names that were perhaps meant' }),
  starts: z.array(nodeId).meta({ description: 'what the subject is' }),
  roots: z.array(
    z.strictObject({ node: nodeId, known: z.boolean(), confidence: confidence.nullable() }),
  ),
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(nodeKinds),
      label: z.string(),
      account: name,
      arn: name,
      principalId: name,
      keyId: name,
      createdAt: time,
      facts: z.record(z.string(), z.string()),
      used: z
        .strictObject({ count: z.number().int(), first: time, last: time })
        .nullable()
        .meta({ description: 'calls that it made itself, as far as the lake has them' }),
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: nodeId,
      to: nodeId,
      how: z
        .string()
        .meta({ description: 'the issuing call; bears: a user his key; is: a person' }),
      at: time,
      confidence,
      because: z.string(),
      evidence,
      address: name.optional().meta({ description: 'from where the issuing call was made' }),
    }),
  ),
  missing: z.array(
    z.strictObject({
      node: nodeId,
      reason: z.enum(blindReasons),
      sentence: z.string(),
      setting: z.string(),
    }),
  ),
  conflicts: z.array(z.strictObject({ node: nodeId, sentence: z.string(), evidence })),
  derived: z.array(nodeId),
  notes: z.array(z.string()),
  idle: z.array(z.string()).meta({
    description: 'keys of sessions issued under the name that made no recorded call: not followed',
  }),
  next: z.array(z.strictObject({ command: z.string(), why: z.string() })),
})

const iso = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))

/** A trace as data: all of it, whatever a terminal would leave out. */
export const tracePart = (trace: Trace, isDown: boolean): z.infer<typeof tracePartSchema> => ({
  subject: trace.subject,
  verdict: outcomeOf(trace),
  confidence: confidenceOf(trace),
  sentence: traceSentence(trace),
  seen: trace.seen,
  near: [...trace.near],
  starts: [...trace.starts],
  roots: rootsOf(trace).map((r) => ({
    node: r.node.id,
    known: r.known,
    confidence: r.confidence,
  })),
  nodes: trace.nodes.map((n) => ({
    ...n,
    facts: { ...n.facts },
    createdAt: iso(n.createdAt),
    used:
      n.used === null
        ? null
        : { count: n.used.count, first: iso(n.used.first), last: iso(n.used.last) },
  })),
  edges: trace.edges.map((e) => ({ ...e, at: iso(e.at), evidence: [...e.evidence] })),
  missing: [...trace.missing],
  conflicts: trace.conflicts.map((c) => ({ ...c, evidence: [...c.evidence] })),
  derived: [...trace.derived],
  notes: [...notesOf(trace)],
  idle: [...(trace.idle ?? [])],
  next: [...nextSteps(trace, isDown)],
})
