import { expect, test } from 'vitest'
import { after } from '../../../src/act/fix/after.ts'
import { forms } from '../../../src/act/fix/formats/form.ts'
import { writtenSteps } from '../../../src/act/fix/formats/written.ts'
import { closedBy } from '../../../src/reason/assess/standing.ts'
import { readBackAll } from '../../fixtures/aws-commands/read-back.ts'
import { assessed, demoSnapshot, planFor } from '../../fixtures/demo-plan.ts'

const snapshot = demoSnapshot()
const plan = planFor(snapshot)
const before = assessed(snapshot)

test('the demo organisation has a plan that closes most of what is found', () => {
  const failed = before.filter((f) => f.status === 'fail')
  expect(plan.closes.length).toBeGreaterThan(failed.length / 2)
  expect(plan.steps.length).toBeGreaterThan(5)
})

test.each(forms)('closed loop: %s, read again, leaves none of what the plan closes', (form) => {
  const written = writtenSteps(plan.steps, form)
  expect(written.flatMap((w) => w.elsewhere).filter((e) => e.form === null)).toEqual([])
  const desired = readBackAll(written)
  const count = (all: readonly { readonly kind: string }[]) => all.map((d) => d.kind).sort()
  expect(count(desired)).toEqual(count(plan.steps.flatMap((s) => s.desired)))
  const found = assessed(after(snapshot, desired, snapshot.collectedAt))
  const open = new Map(found.filter((f) => f.status !== 'pass').map((f) => [f.fingerprint, f]))
  expect(plan.closes.filter((c) => open.has(c.fingerprint))).toEqual([])
  const were = new Set(before.filter((f) => f.status === 'fail').map((f) => f.fingerprint))
  const told = new Set(plan.cannot.map((c) => c.fingerprint))
  const fresh = found.filter((f) => f.status === 'fail' && !were.has(f.fingerprint))
  expect(fresh.filter((f) => !told.has(f.fingerprint))).toEqual([])
})

test('a bucket whose trail is retired is still read from outside: its findings stay open', () => {
  const feed = plan.closes.filter((c) => c.resource.endsWith(':kestrelvane-siem-feed'))
  expect(feed.map((c) => c.check)).not.toContain('log-bucket-readable-outside')
  expect(feed.map((c) => c.check)).not.toContain('log-retention-too-short')
  const why = plan.cannot.filter((c) => c.resource.endsWith(':kestrelvane-siem-feed'))
  expect(why.map((c) => c.check)).toContain('log-bucket-readable-outside')
})

test('each finding goes with one step: the checks find it until then, and no more', () => {
  const all = plan.steps.map((s) => s.id)
  for (const [i, id] of all.entries()) {
    const claims = plan.closes.filter((c) => c.steps[0] === id).map((c) => c.fingerprint)
    if (claims.length === 0) continue
    const closedAfter = (n: number) => {
      const done = plan.steps.slice(0, n).flatMap((s) => s.desired)
      const found = assessed(after(snapshot, done, snapshot.collectedAt))
      return new Set(closedBy(before, found).map((f) => f.fingerprint))
    }
    const [then, now] = [closedAfter(i), closedAfter(i + 1)]
    expect(claims.filter((c) => !now.has(c))).toEqual([])
    expect(claims.filter((c) => then.has(c))).toEqual([])
  }
  expect(plan.closes.every((c) => c.steps.length === 1)).toBe(true)
})
