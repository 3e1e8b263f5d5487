import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after } from '../../src/act/fix/after.ts'
import { planOf } from '../../src/act/fix/plan/plan.ts'
import { remedies } from '../../src/act/fix/remedies/list.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planSchema } from '../../src/model/plan.ts'
import { type Snapshot, snapshotSchema } from '../../src/model/snapshot.ts'
import { checks } from '../../src/reason/assess/checks/list.ts'
import { assess, worldOf } from '../../src/reason/assess/run.ts'
import { arbitrarySnapshot, partlyHidden } from '../fixtures/arbitrary-snapshot.ts'
import { random } from '../fixtures/demo/chance/prng.ts'
import { directory } from '../fixtures/demo/company/directory.ts'
import { DEMO_SEED } from '../fixtures/demo/questions/seed.ts'
import { scripted } from '../fixtures/demo/scripted.ts'
import { demoSnapshots } from '../fixtures/demo/snapshots/all.ts'

const ids = directory(DEMO_SEED)
const demos = demoSnapshots(ids, scripted(ids, random(DEMO_SEED))).map(({ snapshot }) =>
  snapshotSchema.parse(snapshot),
)

const given = { notify: 'security@example.com', 'log-archive-account': '222233334444' }

interface Loop {
  readonly plan: Plan
  readonly before: readonly Finding[]
  readonly found: readonly Finding[]
}

const loop = (snapshot: Snapshot): Loop => {
  const now = snapshot.collectedAt
  const assessed = (s: Snapshot) => assess(worldOf(s, now), checks)
  const plan = planOf({ snapshot, now, remedies, assess: assessed, given })
  const desired = plan.steps.flatMap((step) => step.desired)
  return { plan, before: assessed(snapshot), found: assessed(after(snapshot, desired, now)) }
}

const thing = ({ check, account, resource }: Omit<Finding, 'evidence'> | Plan['cannot'][number]) =>
  `${check} ${account} ${resource}`

const holds = (snapshot: Snapshot): void => {
  const { plan, before, found } = loop(snapshot)
  expect(planSchema.parse(plan)).toEqual(plan)
  const open = found.filter((f) => f.status !== 'pass')
  const still = new Set(open.map((f) => f.fingerprint))
  expect(plan.closes.filter((c) => still.has(c.fingerprint))).toEqual([])

  const failed = new Set(before.filter((f) => f.status === 'fail').map(thing))
  const said = new Set(plan.cannot.filter((c) => c.isNew).map((c) => c.fingerprint))
  const news = open.filter((f) => f.status === 'fail' && !failed.has(thing(f)))
  expect(news.filter((f) => f.group !== 'orphans').map((f) => [thing(f), f.reason])).toEqual([])
  expect(news.filter((f) => !said.has(f.fingerprint))).toEqual([])

  const named = new Set([...plan.closes, ...plan.cannot].map((f) => f.fingerprint))
  expect(
    before.filter((f) => f.status !== 'pass' && !named.has(f.fingerprint)).map(thing),
  ).toEqual([])
}

test('the plan for the demo closes what it claims, brings about nothing new, and drops nothing', () => {
  for (const snapshot of demos.slice(-1)) holds(snapshot)
})

test('so it does where some of the answers of AWS are hidden', () => {
  const last = demos.at(-1)
  if (last === undefined) throw new Error('the demo has no snapshot')
  fc.assert(fc.property(partlyHidden(last), holds), { numRuns: 6 })
})

test('so it does for any snapshot that the schema allows', () => {
  fc.assert(fc.property(arbitrarySnapshot, holds), { numRuns: 400 })
})
