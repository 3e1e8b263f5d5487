import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after } from '../../src/act/fix/after.ts'
import { forms } from '../../src/act/fix/formats/form.ts'
import { writtenSteps } from '../../src/act/fix/formats/written.ts'
import { assessing } from '../../src/act/fix/plan/assessing.ts'
import type { PlanInput } from '../../src/act/fix/plan/input.ts'
import { planOf } from '../../src/act/fix/plan/plan.ts'
import { remedies } from '../../src/act/fix/remedies/list.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planSchema } from '../../src/model/plan.ts'
import { type Snapshot, snapshotSchema } from '../../src/model/snapshot.ts'
import { checks } from '../../src/reason/assess/checks/list.ts'
import { LOG_ARCHIVE } from '../../src/reason/assess/given-buckets.ts'
import { assess, worldOf } from '../../src/reason/assess/run.ts'
import { arbitrarySetup } from '../fixtures/arbitrary-setup.ts'
import { arbitrarySnapshot, partlyHidden } from '../fixtures/arbitrary-snapshot.ts'
import { readBackAll } from '../fixtures/aws-commands/read-back.ts'
import { random } from '../fixtures/demo/chance/prng.ts'
import { directory } from '../fixtures/demo/company/directory.ts'
import { DEMO_SEED } from '../fixtures/demo/questions/seed.ts'
import { scripted } from '../fixtures/demo/scripted.ts'
import { demoSnapshots } from '../fixtures/demo/snapshots/all.ts'

const ids = directory(DEMO_SEED)
const demos = demoSnapshots(ids, scripted(ids, random(DEMO_SEED))).map(({ snapshot }) =>
  snapshotSchema.parse(snapshot),
)

const given = { notify: 'security@example.com' }
const archived = { ...given, 'log-archive-account': LOG_ARCHIVE }

interface Loop {
  readonly plan: Plan
  readonly before: readonly Finding[]
  readonly found: readonly Finding[]
}

/** The snapshot after the plan is made from what its templates and commands read back as, form by form in turn. */
const loop = (snapshot: Snapshot, choices: PlanInput['given']): Loop => {
  const now = snapshot.collectedAt
  const assessed = (s: Snapshot) => assess(worldOf(s, now), checks)
  const plan = planOf({ snapshot, now, remedies, assess: assessing(checks, now), given: choices })
  const written = writtenSteps(plan.steps, forms[plan.closes.length % forms.length] ?? 'console')
  expect(written.flatMap((w) => w.elsewhere).filter((e) => e.form === null)).toEqual([])
  const desired = readBackAll(written)
  return { plan, before: assessed(snapshot), found: assessed(after(snapshot, desired, now)) }
}

const thing = ({ check, account, resource }: Omit<Finding, 'evidence'> | Plan['cannot'][number]) =>
  `${check} ${account} ${resource}`

const holds = (snapshot: Snapshot, choices: PlanInput['given'] = given): void => {
  const { plan, before, found } = loop(snapshot, choices)
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
  expect(before.filter((f) => f.status !== 'pass' && !named.has(f.fingerprint)).map(thing)).toEqual(
    [],
  )
}

test('the plan for the demo closes what it claims, brings about nothing new, and drops nothing', () => {
  for (const snapshot of demos.slice(-1)) holds(snapshot)
})

test('so it does where some of the answers of AWS are hidden', () => {
  const last = demos.at(-1)
  if (last === undefined) throw new Error('the demo has no snapshot')
  fc.assert(
    fc.property(partlyHidden(last), (s) => holds(s)),
    { numRuns: 6 },
  )
})

test('so it does for any snapshot that the schema allows', () => {
  fc.assert(
    fc.property(arbitrarySnapshot, (s) => holds(s)),
    { numRuns: 300 },
  )
})

test('so it does for set-ups with trails that are off, narrow, doubled or broken', () => {
  fc.assert(
    fc.property(arbitrarySetup, (s) => holds(s, archived)),
    { numRuns: 40 },
  )
})

test('so it does for such set-ups where some answers are hidden', () => {
  fc.assert(
    fc.property(arbitrarySetup.chain(partlyHidden), (s) => holds(s, archived)),
    { numRuns: 20 },
  )
})
