import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { after } from '../../src/act/fix/after.ts'
import { packed } from '../../src/act/fix/parts/pack.ts'
import { allowing, requiring, withinOrganization } from '../../src/act/fix/parts/trust.ts'
import { remedies } from '../../src/act/fix/remedies/list.ts'
import type { Remedy } from '../../src/act/fix/remedy.ts'
import { desiredSchema, keyOf } from '../../src/model/desired.ts'
import { statementsOf } from '../../src/model/policy.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import type { Check } from '../../src/reason/assess/check.ts'
import { checks } from '../../src/reason/assess/checks/list.ts'
import { AT } from '../../src/reason/assess/given.ts'
import { assess, worldOf } from '../../src/reason/assess/run.ts'
import { allows } from '../../src/reason/policies/allows.ts'
import { arbitrarySnapshot, eachHidden, partlyHidden } from '../fixtures/arbitrary-snapshot.ts'

const proposed = (remedy: Remedy, snapshot: Snapshot, asked: readonly Check[]) => {
  const findings = assess(worldOf(snapshot, AT), asked).filter(
    (f) => f.status === 'fail' && f.remedy === remedy.id,
  )
  const proposal = remedy.propose({
    snapshot,
    collected: snapshot,
    findings,
    now: AT,
    choice: (id) => (id === 'notify' ? 'security@example.com' : null),
  })
  return { findings, proposal }
}

/** Whatever the snapshot, what a remedy wants can be printed, is wanted once, and what it refuses was found. */
const holds = (remedy: Remedy, snapshot: Snapshot, asked: readonly Check[] = checks): void => {
  const { findings, proposal } = proposed(remedy, snapshot, asked)
  for (const desired of proposal.desired) desiredSchema.parse(desired)
  const keys = proposal.desired.map(keyOf)
  expect(new Set(keys).size).toBe(keys.length)
  const found = new Set(findings.map((f) => f.fingerprint))
  for (const refusal of proposal.refused) expect(found).toContain(refusal.fingerprint)
  after(snapshot, proposal.desired, AT)
}

describe.each(remedies.map((remedy) => [remedy.id, remedy] as const))('%s', (_, remedy) => {
  test('stands any snapshot', () => {
    fc.assert(fc.property(arbitrarySnapshot, (snapshot) => holds(remedy, snapshot)))
  })

  const failing = checks.filter((check) => check.remedy === remedy.id)
  test.each(failing.map((check) => [check.id, check] as const))(
    'stands the example of %s with any one answer hidden, and with several',
    (_id, check) => {
      const { snapshot } = check.examples.fail
      for (const less of eachHidden(snapshot)) holds(remedy, less, [check])
      fc.assert(
        fc.property(partlyHidden(snapshot), (less) => holds(remedy, less, [check])),
        { numRuns: 30 },
      )
    },
  )
})

test('lots hold every item once, in order within a lot, and none is longer than the limit but for single items', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 50 }), (items, limit) => {
      const length = (lot: readonly number[]): number => lot.reduce((a, b) => a + b, 0)
      const lots = packed(items, length, limit)
      expect(lots.flat().sort()).toEqual([...items].sort())
      for (const lot of lots) expect(lot.length === 1 || length(lot) <= limit).toBe(true)
    }),
  )
})

const ACCOUNTS = ['111111111111', '222222222222', '888888888888']
const principal = fc.constantFrom(
  ...ACCOUNTS.flatMap((a) => [`arn:aws:iam::${a}:root`, `arn:aws:iam::${a}:user/u`, a]),
  `arn:aws:iam::${ACCOUNTS[0]}:role/r`,
  '*',
)
const trust = fc.record({
  Version: fc.constant('2012-10-17'),
  Statement: fc.array(
    fc.record(
      {
        Effect: fc.constantFrom('Allow', 'Deny'),
        Principal: fc.record({ AWS: fc.array(principal, { minLength: 1, maxLength: 3 }) }),
        Action: fc.constantFrom<unknown>(
          'sts:AssumeRole',
          ['sts:AssumeRole', 'sts:TagSession'],
          'sts:*',
        ),
        Condition: fc.constantFrom(
          { StringEquals: { 'sts:ExternalId': 'x' } },
          { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        ),
      },
      { requiredKeys: ['Effect', 'Principal', 'Action'] },
    ),
    { maxLength: 3 },
  ),
})

const request = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  name: fc.constantFrom('user/u', 'role/r', 'user/other'),
  identity: fc.constantFrom([], ['alice']),
  external: fc.constantFrom([], ['x']),
  action: fc.constantFrom('sts:AssumeRole', 'sts:TagSession'),
})

test('no changed trust policy lets anybody in whom the one before did not', () => {
  fc.assert(
    fc.property(trust, request, (policy, { account, name, identity, external, action }) => {
      const may = (document: Readonly<Record<string, unknown>>) =>
        allows(statementsOf(document), {
          requester: { kind: 'AWS', arn: `arn:aws:iam::${account}:${name}`, account },
          action,
          resource: '',
          context: {
            'sts:sourceidentity': identity,
            'sts:externalid': external,
            'aws:principalorgid': account === ACCOUNTS[2] ? [] : ['o-1'],
            'aws:multifactorauthpresent': ['true'],
          },
        })
      const isMember = (a: string) => a !== ACCOUNTS[2]
      expect(may(allowing(policy))).toBe(may(policy))
      for (const changed of [requiring(policy), withinOrganization(policy, 'o-1', isMember)])
        if (may(policy) === 'no') expect(may(changed)).toBe('no')
      if (identity.length > 0) expect(may(requiring(policy))).toBe(may(policy))
    }),
    { numRuns: 500 },
  )
})
