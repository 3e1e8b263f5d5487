import { describe, expect, test } from 'vitest'
import type { RoleAttribution } from '../../../src/model/trace.ts'
import { roleOpacityMissingRecords } from '../../../src/reason/assess/checks/roles/role-opacity-missing-records.ts'
import { roleOpacityOutsideCaller } from '../../../src/reason/assess/checks/roles/role-opacity-outside-caller.ts'
import { roleOpacitySharedCaller } from '../../../src/reason/assess/checks/roles/role-opacity-shared-caller.ts'
import { roleOpacitySharedNames } from '../../../src/reason/assess/checks/roles/role-opacity-shared-names.ts'
import { DEFAULT_EXPECTATIONS } from '../../../src/reason/assess/expectations.ts'
import { AT, snapshotOf } from '../../../src/reason/assess/given.ts'
import { attributionOf, logsShowing } from '../../../src/reason/assess/given-attributions.ts'
import { worldOf } from '../../../src/reason/assess/run.ts'

const checks = [
  roleOpacityMissingRecords,
  roleOpacityOutsideCaller,
  roleOpacitySharedNames,
  roleOpacitySharedCaller,
]

const run = (...roles: Partial<RoleAttribution>[]) => {
  const world = worldOf(
    snapshotOf(),
    AT,
    DEFAULT_EXPECTATIONS,
    logsShowing(...roles.map(attributionOf)),
  )
  return checks.flatMap((check) => check.run(world).map((r) => ({ check: check.id, ...r })))
}
const failures = (...roles: Partial<RoleAttribution>[]) =>
  run(...roles).filter((r) => r.status === 'fail')
const { lost } = attributionOf()

describe('role-opacity', () => {
  test('a role whose sessions all lead to one person passes each check, with how many they are', () => {
    const results = run({})
    expect(results.map((r) => r.status)).toEqual(['pass', 'pass', 'pass', 'pass'])
    expect(results[0]?.evidence).toEqual(['10 of 10 sessions lead to one person or workload'])
  })

  test('each reason is told by itself, with its number', () => {
    const [one, ...others] = failures({
      attributed: 3,
      lost: { ...lost, 'issuing call not recorded': 4, 'contradicting records': 3 },
    })
    expect(others).toEqual([])
    expect(one?.reason).toBe(
      'Nobody can be found behind 7 of 10 sessions of role Deployer: 4 as the call that issued them is not in the logs, 3 as records contradict one another',
    )
    expect(one?.evidence).toEqual([
      '3 of 10 sessions lead to one person or workload',
      '4: issuing call not recorded',
      '3: contradicting records',
    ])
  })

  test('a shared name matters less where the issuing calls still tell the sessions apart', () => {
    const sharedNames = [{ name: 'ci', sessions: 9, callers: 3 }]
    expect(failures({ sharedNames }).map((r) => r.severity)).toEqual(['low'])
    const also = { attributed: 9, lost: { ...lost, 'chain lost further up': 1 } }
    const found = failures({ sharedNames, ...also })
    expect(found.find((r) => r.check === 'role-opacity-shared-names')?.severity).toBe('medium')
  })

  test('a name that a tool gave says nothing either', () => {
    expect(failures({ defaultNames: 6 }).map((r) => r.reason)).toEqual([
      expect.stringContaining(
        '6 of 10 sessions of role Deployer bear a name that a tool gave them',
      ),
    ])
  })

  test('a caller under few names may be one person; under five it acts for others', () => {
    const brokers = (names: number) => [{ caller: 'user/portal', names, sessions: 10 }]
    expect(failures({ brokers: brokers(4) })).toEqual([])
    expect(failures({ brokers: brokers(5) }).map((r) => r.check)).toEqual([
      'role-opacity-shared-caller',
    ])
  })

  test('roles that are linked to a service are left alone', () => {
    const role = 'arn:aws:iam::111111111111:role/aws-service-role/rds.amazonaws.com/ForRDS'
    expect(run({ role, defaultNames: 3 })).toEqual([])
  })

  test('services of AWS name their sessions after what runs there: nobody has to change that', () => {
    const sharedNames = [{ name: 'i-0123456789abcdef0', sessions: 9, callers: 2 }]
    expect(failures({ sharedNames, byServices: 10 })).toEqual([])
  })

  test('a role of an account that the snapshot does not speak of is not judged', () => {
    expect(run({ account: '222222222222', defaultNames: 3 })).toEqual([])
    expect(run({ account: null, defaultNames: 3 })).toEqual([])
  })

  test('without logs nothing passes and nothing fails, and the exit code is left alone', () => {
    const results = checks.flatMap((check) => check.run(worldOf(snapshotOf(), AT)))
    expect(results.map((r) => [r.status, r.severity])).toEqual(
      checks.map(() => ['unknown', 'info']),
    )
  })
})

describe('the fix locks nobody out (facts/aws.md 6.4)', () => {
  const fixOf = (over: Partial<RoleAttribution>) =>
    failures({ defaultNames: 1, ...over })[0]?.fix ?? ''

  test('allow comes before require, along the chain', () => {
    const fix = fixOf({})
    const order = ['1. allow sts:SetSourceIdentity', '2. let', '3. wait', '4. only then ask for it']
    const places = order.map((step) => fix.indexOf(step))
    expect(places.every((at) => at >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(fix).toContain('of every role taken from it')
    expect(fix).toContain('none does yet')
  })

  test('it says how far the log shows that the callers are', () => {
    expect(fixOf({ withSourceIdentity: 4 })).toContain('now 4 of 10 sessions')
  })

  test('it warns of the console and of services where the log shows them', () => {
    expect(fixOf({})).not.toContain('Switch Role')
    expect(fixOf({ bySwitchRole: 2 })).toContain(
      '2 sessions came from Switch Role in the console, which cannot set one',
    )
    expect(fixOf({ byServices: 1 })).toContain('1 session went to services of AWS')
  })

  test.each(
    checks.filter((c) => c.remedy === 'trust-policy-identity').map((c) => [c.id, c] as const),
  )('the page of %s has all the warnings', (_, { remedyText = '' }) => {
    expect(remedyText).toContain('Switch Role in the console and services cannot set one')
    expect(remedyText).toContain('a later role does not allow sts:SetSourceIdentity')
    expect(remedyText).toContain('keeps temporary credentials out')
  })
})
