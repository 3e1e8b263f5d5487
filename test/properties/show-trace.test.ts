import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confidences, nodeKinds, type Trace, type TraceNode } from '../../src/model/trace.ts'
import { safe } from '../../src/show/format/safe.ts'
import type { Style } from '../../src/show/format/style.ts'
import { tracePart, tracePartSchema } from '../../src/show/trace/document.ts'
import { dotOf } from '../../src/show/trace/dot.ts'
import { groupsOf } from '../../src/show/trace/groups.ts'
import { mermaidOf } from '../../src/show/trace/mermaid.ts'
import { traceExit } from '../../src/show/trace/outcome.ts'
import { pictureOf } from '../../src/show/trace/picture.ts'
import { traceText } from '../../src/show/trace/text.ts'
import { dotLabel, parseDot } from '../show/trace/dot-parser.ts'
import { edge, node, trace } from '../show/trace/given.ts'
import { parseMermaid } from '../show/trace/mermaid-parser.ts'

const plain = (text: string) => text
const style: Style = {
  good: plain,
  bad: plain,
  warn: plain,
  dim: plain,
  strong: plain,
  unicode: true,
}

/** What an attacker would write into a session name, beside everything that a random text holds. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '"]; n1 [label="forged',
    '\\',
    'a\\"b',
    '\\N\\G',
    '%%{init: {}}%%',
    'style x:[#1;',
    'end\n  forged["x"]:::root',
    '<script>alert(1)</script>',
    '`bold`',
    '&quot;&#92;',
    '#quot;',
    '\u202e\u001b[31m::error::x',
    '__proto__',
    'constructor',
  ),
)

const nodeArbitrary = (i: number): fc.Arbitrary<TraceNode> =>
  fc.record({
    id: fc.constant(`id ${i} "]`),
    kind: fc.constantFrom(...nodeKinds),
    label: fc.oneof(hostile, fc.constant('deploy/ci')),
    account: fc.option(fc.constantFrom('111122223333', '333344445555')),
    arn: fc.option(hostile),
    principalId: fc.option(hostile),
    keyId: fc.option(hostile),
    createdAt: fc.option(fc.integer({ min: 0, max: 2_000_000_000 }).map((s) => s * 1_000_000)),
    facts: fc.dictionary(hostile, hostile, { maxKeys: 2 }),
    used: fc.option(
      fc.record({
        count: fc.nat(1000),
        first: fc.constant(1_790_000_000_000_000),
        last: fc.constant(1_790_000_100_000_000),
      }),
    ),
  })

/** Any trace, also one that no log yields: circles, roots that have a cause, links to themselves. */
const traces: fc.Arbitrary<Trace> = fc
  .integer({ min: 1, max: 9 })
  .chain((n) =>
    fc.record({
      nodes: fc.tuple(...Array.from({ length: n }, (_, i) => nodeArbitrary(i))),
      links: fc.array(
        fc.record({
          from: fc.nat(n - 1),
          to: fc.nat(n - 1),
          how: fc.oneof(fc.constantFrom('AssumeRole', 'is', 'bears'), hostile),
          confidence: fc.constantFrom(...confidences),
          event: hostile,
        }),
        { maxLength: 14 },
      ),
      roots: fc.array(fc.tuple(fc.nat(n - 1), fc.option(fc.constantFrom(...confidences))), {
        maxLength: 3,
      }),
      starts: fc.uniqueArray(fc.nat(n - 1), { maxLength: 3 }),
      missing: fc.array(fc.tuple(fc.nat(n - 1), hostile), { maxLength: 3 }),
      subject: hostile,
      isSeen: fc.boolean(),
    }),
  )
  .map(({ nodes, links, roots, starts, missing, subject, isSeen }) => {
    const idOf = (i: number) => nodes[i]?.id ?? ''
    return trace({
      subject,
      seen: isSeen,
      near: isSeen ? [] : [subject],
      nodes,
      edges: links.map((l) =>
        edge(idOf(l.from), idOf(l.to), {
          how: l.how,
          confidence: l.confidence,
          because: l.event,
          evidence: [{ eventId: l.event, account: null }],
        }),
      ),
      starts: starts.map(idOf),
      roots: roots.map(([i, confidence]) => ({ node: idOf(i), confidence })),
      missing: missing.map(([i, text]) => ({
        node: idOf(i),
        reason: 'not selected',
        sentence: text,
        setting: text,
      })),
      conflicts: missing.map(([i, text]) => ({ node: idOf(i), sentence: text, evidence: [] })),
      derived: nodes.filter((_, i) => !starts.includes(i)).map((x) => x.id),
    })
  })

const HOSTILE = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u

test('every node is in one group and every link in one, and a group holds but alike ones', () => {
  fc.assert(
    fc.property(traces, (t) => {
      const { all, links } = groupsOf(t)
      expect(all.flatMap((g) => g.members.map((m) => m.id)).sort()).toEqual(
        t.nodes.map((n) => n.id).sort(),
      )
      expect(links.reduce((sum, l) => sum + l.edges.length, 0)).toBe(t.edges.length)
      for (const { members, isStart } of all)
        for (const m of members) {
          expect([m.kind, m.label, m.account]).toEqual([
            members[0].kind,
            members[0].label,
            members[0].account,
          ])
          expect(t.starts.includes(m.id)).toBe(isStart)
        }
    }),
    { numRuns: 1000 },
  )
})

test('Graphviz reads every picture, and each label in it as the safe text of the log', () => {
  fc.assert(
    fc.property(traces, fc.boolean(), (t, isDown) => {
      const picture = pictureOf(t, isDown)
      const { nodes, arrows } = parseDot(dotOf(picture))
      expect([nodes.size, arrows.length]).toEqual([picture.boxes.length, picture.arrows.length])
      for (const box of picture.boxes)
        expect(dotLabel(nodes.get(box.id)?.label ?? '')).toBe(box.lines.map(safe).join('\n'))
    }),
    { numRuns: 1000 },
  )
})

test('Mermaid reads every picture, and each label in it as the safe text of the log', () => {
  fc.assert(
    fc.property(traces, fc.boolean(), (t, isDown) => {
      const picture = pictureOf(t, isDown)
      const { nodes, arrows } = parseMermaid(mermaidOf(picture))
      expect([nodes.size, arrows.length]).toEqual([picture.boxes.length, picture.arrows.length])
      for (const box of picture.boxes)
        expect(nodes.get(box.id)?.label).toBe(box.lines.map(safe).join('\n'))
    }),
    { numRuns: 1000 },
  )
})

test('no hostile character reaches a terminal, at any width, and no value begins a line', () => {
  fc.assert(
    fc.property(traces, fc.boolean(), fc.integer({ min: 20, max: 200 }), (t, isDown, columns) => {
      const text = traceText(t, { isDown, columns, limit: 3, style })
      expect(text.replaceAll('\n', '')).not.toMatch(HOSTILE)
      for (const line of text.split('\n')) expect(line).not.toMatch(/^::/)
    }),
    { numRuns: 1000 },
  )
})

test('0 only where it was seen and every root is somebody, with certainty or likelihood', () => {
  fc.assert(
    fc.property(traces, (t) => {
      if (traceExit(t) !== 0) return
      expect(t.seen).toBe(true)
      expect(t.roots.length).toBeGreaterThan(0)
      for (const root of t.roots) {
        expect(['certain', 'likely']).toContain(root.confidence)
        const kind = t.nodes.find((n) => n.id === root.node)?.kind
        expect(['person', 'workload', 'service', 'user', 'root']).toContain(kind)
      }
    }),
    { numRuns: 2000 },
  )
})

test('the document keeps its schema whatever the trace', () => {
  fc.assert(
    fc.property(traces, (t) => {
      expect(tracePartSchema.safeParse(JSON.parse(JSON.stringify(tracePart(t, false)))).error).toBe(
        undefined,
      )
    }),
    { numRuns: 300 },
  )
})

test('a chain of two thousand hops and a ladder of ways are shown in bounded work', () => {
  const long = Array.from({ length: 2000 }, (_, i) => node(`n${i}`, { label: `role/${i}` }))
  const chain = trace({
    nodes: long,
    edges: long.slice(1).map((n, i) => edge(`n${i}`, n.id)),
    starts: ['n1999'],
    roots: [{ node: 'n0', confidence: 'certain' }],
  })
  const rungs = Array.from({ length: 60 }, (_, i) => [
    node(`a${i}`, { label: `a${i}` }),
    node(`b${i}`, { label: `b${i}` }),
  ])
  const ladder = trace({
    nodes: rungs.flat(),
    edges: rungs
      .slice(1)
      .flatMap(([a, b], i) =>
        [a, b].flatMap((to) =>
          to === undefined ? [] : [edge(`a${i}`, to.id), edge(`b${i}`, to.id)],
        ),
      ),
    starts: ['a59'],
    roots: [{ node: 'a0', confidence: 'certain' }],
  })
  for (const t of [chain, ladder])
    expect(traceText(t, { isDown: false, columns: 100, limit: 5, style })).toContain('root first')
})
