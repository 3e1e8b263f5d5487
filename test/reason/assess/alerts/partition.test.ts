import { expect, test } from 'vitest'
import { cisMonitoringOrganizationChanges } from '../../../../src/reason/assess/checks/watching/cis/cis-monitoring-organization-changes.ts'
import { assess, worldOf } from '../../../../src/reason/assess/run.ts'

const { fail } = cisMonitoringOrganizationChanges.examples

test('where records of global services lie is documented for one partition: elsewhere no answer names us-east-1', () => {
  const snapshot = { ...fail.snapshot, partition: 'aws-us-gov' }
  const world = worldOf(snapshot, snapshot.collectedAt)
  const [finding] = assess(world, [cisMonitoringOrganizationChanges])
  expect(finding?.status).toBe('fail')
  expect(finding?.reason).not.toContain('us-east-1')
  expect(finding?.reason).toContain('any of its 2 regions')
})
