import { describe, expect, test } from 'vitest'
import type { FindingStatus } from '../../../src/model/finding.ts'
import type { Check } from '../../../src/reason/assess/check.ts'
import { destinationChecks } from '../../../src/reason/assess/checks/destination/list.ts'
import { integrityChecks } from '../../../src/reason/assess/checks/integrity/list.ts'
import { orphansChecks } from '../../../src/reason/assess/checks/orphans/list.ts'
import { rolesChecks } from '../../../src/reason/assess/checks/roles/list.ts'
import { watchingChecks } from '../../../src/reason/assess/checks/watching/list.ts'
import { DEFAULT_EXPECTATIONS } from '../../../src/reason/assess/expectations.ts'
import { AT } from '../../../src/reason/assess/given.ts'
import { worldOf } from '../../../src/reason/assess/run.ts'

const groups: readonly (readonly Check[])[] = [
  integrityChecks,
  destinationChecks,
  orphansChecks,
  watchingChecks,
  rolesChecks,
]

const worst = (statuses: readonly FindingStatus[]): FindingStatus | undefined =>
  (['fail', 'unknown', 'pass'] as const).find((status) => statuses.includes(status))

describe.each(groups.flat())('$id', (check) => {
  test.each(Object.values(check.examples))('$says', ({ snapshot, lake, expect: expected }) => {
    const results = check.run(worldOf(snapshot, AT, DEFAULT_EXPECTATIONS, lake))
    expect(worst(results.map((r) => r.status)), JSON.stringify(results)).toBe(expected)
    for (const { status, settle, reason } of results) {
      expect(reason.endsWith('.')).toBe(false)
      expect(status !== 'unknown' || (settle ?? '') !== '').toBe(true)
    }
  })
})
