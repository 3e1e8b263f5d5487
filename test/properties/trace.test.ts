import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Trace } from '../../src/model/trace.ts'
import { traced, tracedInWhole } from '../reason/trace/given.ts'
import {
  issuingRecord,
  recordsOf,
  sessionIdentity,
  sessionKey,
  truth,
  userIdentity,
  userKey,
  userLabel,
  type World,
  worlds,
} from './trace-worlds.ts'

const keysOf = (world: World): string[] => [
  ...world.sessions.map((_, i) => sessionKey(i)),
  ...[1, 2, 3].map(userKey),
]

/** What was counted is left out: an event that is there twice is counted twice where nothing removes it. */
const uncounted = (t: Trace) => ({ ...t, nodes: t.nodes.map((n) => ({ ...n, used: null })) })

const rank = { certain: 3, likely: 2, possible: 1 } as const
const edgeId = (e: Trace['edges'][number]) => JSON.stringify([e.from, e.to, e.how])

/** Users that a trace names with more than a possibility. */
const named = (t: Trace): string[] =>
  t.roots
    .filter((r) => r.confidence === 'certain' || r.confidence === 'likely')
    .map((r) => t.nodes.find((n) => n.id === r.node)?.label ?? '')

const records = (world: World) => recordsOf(world).map((w) => w.record)

describe('the graph of identities', () => {
  test('shuffled and delivered twice the records give the same traces', () =>
    fc.assert(
      fc.asyncProperty(
        worlds.chain((world) => {
          const all = records(world)
          const twice = [...all, ...all]
          return fc.tuple(
            fc.constant(world),
            fc.shuffledSubarray(twice, { minLength: twice.length }),
          )
        }),
        async ([world, shuffled]) => {
          const plain = await tracedInWhole(records(world), keysOf(world))
          const other = await tracedInWhole(shuffled, keysOf(world))
          expect(other.map(uncounted)).toEqual(plain.map(uncounted))
        },
      ),
      { numRuns: 25 },
    ))

  test('what is loaded around a key says of it what the whole says', () =>
    fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (world, n) => {
        const keys = keysOf(world)
        const key = keys[n % keys.length] ?? ''
        const [whole] = await tracedInWhole(records(world), [key])
        const { near: _, ...around } = await traced(records(world), key)
        expect({ ...around, near: [] }).toEqual(whole)
      }),
      { numRuns: 40 },
    ))

  test('with every record there, each session leads to the user who is behind it, and to no other', () =>
    fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const traces = await tracedInWhole(
          records(world),
          world.sessions.map((_, i) => sessionKey(i)),
        )
        for (const [i, t] of traces.entries()) expect(named(t)).toEqual([truth(world, i)])
      }),
      { numRuns: 40 },
    ))

  test('a record of issuing that is lost invents no link: it lowers what is known, with a reason', () =>
    fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (world, n) => {
        const lost = n % world.sessions.length
        const kept = recordsOf(world).filter((w) => w.opens !== lost)
        const keys = keysOf(world)
        const whole = await tracedInWhole(records(world), keys)
        const less = await tracedInWhole(
          kept.map((w) => w.record),
          keys,
        )
        const before = new Map(whole.flatMap((t) => t.edges).map((e) => [edgeId(e), e.confidence]))
        for (const [i, t] of less.entries()) {
          for (const edge of t.edges) {
            const was = before.get(edgeId(edge))
            expect(was, edgeId(edge)).toBeDefined()
            expect(rank[edge.confidence]).toBeLessThanOrEqual(rank[was ?? 'possible'])
          }
          const allowed = named(whole[i] as Trace)
          expect(named(t).filter((label) => !allowed.includes(label))).toEqual([])
          const isLost = t.seen && named(t).length < allowed.length
          if (isLost) expect(t.missing.length).toBeGreaterThan(0)
          for (const { sentence, setting } of t.missing)
            expect([sentence, setting].every((s) => s !== '')).toBe(true)
        }
      }),
      { numRuns: 40 },
    ))

  test('a forged record that repeats a key id joins nobody to whom it was not given', () =>
    fc.assert(
      fc.asyncProperty(worlds, fc.nat(), fc.constantFrom(1, 2, 3), async (world, n, forger) => {
        const i = n % world.sessions.length
        fc.pre(world.sessions[i]?.by !== -forger && truth(world, i) !== userLabel(forger))
        const forged = issuingRecord(world, i, userIdentity(forger), 'forged')
        const [t] = await tracedInWhole([...records(world), forged], [sessionKey(i)])
        expect(named(t as Trace)).toEqual([])
        expect(t?.conflicts.length).toBeGreaterThan(0)
        expect(t?.conflicts.flatMap((c) => c.evidence.map((e) => e.eventId))).toContain('forged')
      }),
      { numRuns: 30 },
    ))

  test('a forged use of a key under another name leaves the session with whoever it was issued to', () =>
    fc.assert(
      fc.asyncProperty(worlds, fc.nat(), fc.constantFrom(1, 2, 3), async (world, n, forger) => {
        const i = n % world.sessions.length
        fc.pre(world.sessions[i]?.uses !== 0)
        const [used] = recordsOf(world)
          .filter((w) => w.opens === undefined)
          .map((w) => w.record)
        const forged = {
          ...used,
          eventID: 'forged',
          userIdentity: { ...userIdentity(forger), accessKeyId: sessionKey(i) },
        }
        const { arn } = sessionIdentity(world, i) as { arn: string }
        const [t] = await tracedInWhole([...records(world), forged], [sessionKey(i)])
        const own = t?.nodes.find((x) => x.keyId === sessionKey(i) && x.arn === arn)
        const other = t?.nodes.find((x) => x.keyId === sessionKey(i) && x.arn !== arn)
        expect(own?.id).not.toBe(other?.id)
        const joined = t?.edges.filter((e) => e.to === other?.id && e.how === 'AssumeRole')
        expect(joined).toEqual([])
        expect(t?.conflicts.length).toBeGreaterThan(0)
      }),
      { numRuns: 30 },
    ))
})
