import { expect, test } from 'vitest'
import { silenceAlarmRemedy } from '../../../../src/act/fix/remedies/silence-alarm.ts'
import { alertDependsOnTheTrail } from '../../../../src/reason/assess/checks/watching/alert-depends-on-the-trail.ts'
import { alarmedBy } from '../../../../src/reason/assess/given-watching.ts'
import { closing, openIn } from './closing.ts'

const CHANGES = '{ $.eventSource = cloudtrail.amazonaws.com }'

test('an alarm that the trail itself feeds is joined by one on its silence, and the check passes', () => {
  const closed = closing(silenceAlarmRemedy, alarmedBy(CHANGES), [alertDependsOnTheTrail])
  expect(openIn(closed.before)).toEqual(['alert-depends-on-the-trail: fail'])
  expect(openIn(closed.after)).toEqual([])
})

test('the alarm stands on missing data alone, which no trail has to send', () => {
  const { proposal } = closing(silenceAlarmRemedy, alarmedBy(CHANGES))
  expect(proposal.desired.find((d) => d.kind === 'alarm')).toMatchObject({
    namespace: 'AWS/Logs',
    metric: 'IncomingLogEvents',
    dimensions: { LogGroupName: 'audit' },
    comparison: 'LessThanThreshold',
    treatMissingData: 'breaching',
  })
  expect(proposal.desired.map((d) => d.kind)).toEqual(['topic', 'alarm'])
})

test('the plan says why a rule and an alarm on silence are both needed, and how to try the alarm', () => {
  const { proposal } = closing(silenceAlarmRemedy, alarmedBy(CHANGES))
  const alerts = proposal.notes.find((n) => n.phase === 'alerts')
  expect(alerts?.risks?.join()).toMatch(/hears only calls that a trail still records.*names nobody/)
  expect(alerts?.proof?.[0]?.command).toContain('set-alarm-state')
})
