import { expect, test } from 'vitest'
import type { Desired } from '../../../src/model/desired.ts'
import { exactly, NONE } from '../../../src/model/range.ts'
import { costOfThings, planCost } from '../../../src/show/fix/made.ts'

const place = { account: '111122223333', region: 'eu-west-1', state: 'new' } as const
const topic: Desired = {
  ...{ kind: 'topic', ...place, name: 'audit-log-alerts' },
  ...{ policy: { Version: '2012-10-17', Statement: [] }, subscriptions: [] },
}
const rule: Desired = {
  ...{ kind: 'event-rule', ...place, name: 'audit-log-tampering', description: '', bus: 'default' },
  ...{ pattern: {}, isEnabled: true, targets: [] },
}
const filter: Desired = {
  ...{ kind: 'metric-filter', ...place, logGroup: 'g', name: 'f', pattern: '' },
  ...{ namespace: 'n', metric: 'm', value: '1' },
}
const alarm: Desired = {
  ...{ kind: 'alarm', ...place, name: 'a', description: '', namespace: 'n', metric: 'm' },
  ...{ dimensions: {}, statistic: 'Sum', comparison: 'GreaterThanThreshold', threshold: 1 },
  ...{ periodSeconds: 300, evaluationPeriods: 1, treatMissingData: 'missing', actions: [] },
}
const group: Desired = { kind: 'log-group', ...place, name: 'g', retentionDays: 365 }
const key: Desired = {
  ...{ kind: 'kms-key', ...place, alias: 'alias/x', description: '', enabled: true },
  ...{ rotation: true, policy: { Version: '2012-10-17', Statement: [] } },
}

test.each([
  [alarm, 'alarm a'],
  [rule, 'rule audit-log-tampering'],
  [topic, 'topic audit-log-alerts'],
  [filter, 'metric filter g/f'],
  [group, 'log group g'],
])('what %o costs is a named unknown, never $0', (desired, name) => {
  const { usd, notes } = costOfThings([desired], true)
  expect(usd).toEqual({ low: 0, high: null, likely: null })
  expect(notes.join()).toContain(name)
  expect(notes.join()).toMatch(/not known/)
})

test('what is there already costs no more than before', () => {
  expect(costOfThings([{ ...alarm, state: 'existing' }], true)).toEqual({ usd: NONE, notes: [] })
})

test('a key is priced once: with the trails where events were ingested, by itself where none were', () => {
  expect(costOfThings([key], true).usd).toEqual(NONE)
  expect(costOfThings([key], false).usd).toEqual(exactly(1))
})

test('an unknown cost of an alarm makes the difference unbounded, and the trails alone are said', () => {
  const trails = {
    before: exactly(10),
    after: exactly(4),
    difference: exactly(-6),
    notes: ['of the trails'],
  }
  const cost = planCost(trails, [alarm], true)
  expect(cost?.difference).toEqual({ low: -6, high: null, likely: null })
  expect(cost?.after).toEqual({ low: 4, high: null, likely: null })
  expect(cost?.notes.join('\n')).toContain('$6.00 less')
  expect(cost?.notes).toContain('of the trails')
})

test('where no events were ingested the trails are unknown, not nothing', () => {
  const cost = planCost(undefined, [alarm], true)
  expect(cost?.before).toEqual({ low: 0, high: null, likely: null })
  expect(cost?.difference).toEqual({ low: null, high: null, likely: null })
  expect(cost?.notes.join()).toContain('no events were ingested')
})

test('a plan without trails and without anything that is charged has no cost', () => {
  expect(planCost(undefined, [], false)).toBeNull()
})
