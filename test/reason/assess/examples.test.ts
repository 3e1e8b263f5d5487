import { describe, expect, it } from 'vitest'
import { findingStatuses } from '../../../src/model/finding.ts'
import { dataEventsChecks } from '../../../src/reason/assess/checks/data-events/list.ts'
import { existenceChecks } from '../../../src/reason/assess/checks/existence/list.ts'
import { fragmentationChecks } from '../../../src/reason/assess/checks/fragmentation/list.ts'
import { AT } from '../../../src/reason/assess/given.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'

const checks = [...existenceChecks, ...fragmentationChecks, ...dataEventsChecks]

describe.each(checks.map((check) => [check.id, check] as const))('%s', (_, check) => {
  it.each(findingStatuses)('says %s of its example', (status) => {
    const { snapshot } = check.examples[status]
    const findings = assess(worldOf(snapshot, AT), [check])
    const statuses = findings.map((f) => f.status)
    const reasons = findings.map((f) => f.reason).join('\n')
    expect(
      findingStatuses.find((s) => statuses.includes(s)),
      reasons,
    ).toBe(status)
  })
})
