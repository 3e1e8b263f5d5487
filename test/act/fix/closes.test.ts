import { describe, expect, test } from 'vitest'
import { after } from '../../../src/act/fix/after.ts'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import type { RemedyId } from '../../../src/model/finding.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { ACCOUNT, known, MANAGEMENT } from '../../../src/reason/assess/given.ts'
import { givenOrganization } from '../../../src/reason/assess/given-buckets.ts'

const mine: readonly RemedyId[] = [
  'organization-trail',
  'start-logging',
  'retire-duplicate-trail',
  'bucket-policy',
  'log-bucket',
  'kms-key',
  'log-validation',
  'trail-selectors',
]

/** Findings that ask for a decision, and the beginning of what the plan says of them. */
const decided: Readonly<Record<string, RegExp>> = {
  'everything-logged-without-strategy': /^What may go unrecorded is for somebody to decide/,
  'other-data-events-unrecorded': /^A whole type of resources may cost more/,
  // its example is an account on its own
  'log-bucket-in-watched-account': /^Nobody said which account keeps the logs/,
  'role-opacity-missing-records': /no logs were ingested/,
}

/** The snapshot of an example, of which the settings that a trail is declared with were read. */
const whole = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  trails: snapshot.trails.map((t) => ({ insightSelectors: known([]), ...t })),
})

const planned = (snapshot: Snapshot, given = {}) => {
  const now = snapshot.collectedAt
  const assess = assessing(checks, now)
  const plan = planOf({
    snapshot,
    now,
    remedies: remedies.filter((r) => mine.includes(r.id)),
    assess,
    given,
  })
  const desired = plan.steps.flatMap((step) => step.desired)
  return { plan, found: assess(after(snapshot, desired, now)) }
}

describe('what a check calls a fault its remedy mends, by that check', () => {
  for (const check of checks.filter((c) => c.remedy !== undefined && mine.includes(c.remedy)))
    test(`${check.id} by ${check.remedy}`, () => {
      const snapshot = whole(check.examples.fail.snapshot)
      const archive = check.id === 'organization-trail-missing' ? ACCOUNT : MANAGEMENT
      const isShared = 'known' in snapshot.organization && snapshot.organization.known !== null
      const { plan, found } = planned(snapshot, isShared ? { 'log-archive-account': archive } : {})
      const why = decided[check.id]
      const of = plan.cannot.filter((c) => c.check === check.id && !c.isNew)
      if (why !== undefined) {
        expect(of.map((c) => c.why).join()).toMatch(why)
        return
      }
      expect(of).toEqual([])
      expect(plan.closes.some((c) => c.check === check.id)).toBe(true)
      expect(found.filter((f) => f.check === check.id && f.status !== 'pass')).toEqual([])
    })
})

test('what was not read is refused, and said', () => {
  const check = checks.find((c) => c.id === 'log-validation-off')
  const { plan } = planned(check?.examples.fail.snapshot as Snapshot)
  const [off] = plan.cannot.filter((c) => c.check === 'log-validation-off')
  expect(off?.why).toContain('insight selectors of trail main were not read')
  expect(plan.steps.flatMap((s) => s.desired).filter((d) => d.kind === 'trail')).toEqual([])
})

test('without an account for the logs the trail of the organisation waits for that choice', () => {
  const check = checks.find((c) => c.id === 'organization-trail-missing')
  const snapshot = check?.examples.fail.snapshot as Snapshot
  const { plan } = planned({
    ...snapshot,
    organization: known(
      givenOrganization({
        accounts: [MANAGEMENT, ACCOUNT].map((id) => ({ id, status: 'ACTIVE' as const })),
      }),
    ),
  })
  expect(plan.choices.find((c) => c.id === 'log-archive-account')).toMatchObject({
    value: null,
    from: 'asked',
  })
  expect(plan.cannot.find((c) => c.check === 'organization-trail-missing')?.why).toBe(
    'Nobody said which account keeps the logs',
  )
})
