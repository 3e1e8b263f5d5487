import { describe, expect, test } from 'vitest'
import { A, askOf, REGION, record } from './given.ts'

const GROUP = 'sg-0123456789abcdef0'
const made = record('CreateSecurityGroup', {
  eventTime: '2026-03-02T00:00:00Z',
  requestParameters: { groupName: 'web' },
  responseElements: { groupId: GROUP },
})
const asking = [
  ['security-group-changes', { group: GROUP }],
  ['resource-history', { resource: GROUP }],
  ['resource-history', { resource: `arn:aws:ec2:${REGION}:${A}:security-group/${GROUP}` }],
] as const

describe.each(asking)('R7 %s %o', (question, params) => {
  const ask = (name: string, requestParameters: unknown, over: object = {}) =>
    askOf({ records: [made, record(name, { requestParameters, ...over })] }, question, params)

  test.each([
    [
      'RevokeSecurityGroupIngress',
      { securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-1' }] } },
    ],
    ['AuthorizeSecurityGroupIngress', { groupName: 'default' }],
    [
      'AuthorizeSecurityGroupIngress',
      {
        groupName: 'default',
        ipPermissions: { items: [{ groups: { items: [{ groupId: 'sg-2' }] } }] },
      },
    ],
    ['AuthorizeSecurityGroupEgress', null],
    ['AuthorizeSecurityGroupIngress', {}],
    ['AuthorizeSecurityGroupIngress', undefined],
    ['CreateSecurityGroup', { groupName: 'web' }],
  ])('%s %o: the group is not told, so that it may be this one', async (name, request) => {
    const answer = await ask(name, request)
    expect([answer.verdict, answer.candidates.length]).toEqual(['cannot-know', 1])
  })

  test.each([
    ['AuthorizeSecurityGroupIngress', { groupId: 'sg-0ffffffffffffffff' }, {}],
    [
      'ModifySecurityGroupRules',
      { ModifySecurityGroupRulesRequest: { GroupId: 'sg-0ffffffffffffffff' } },
      {},
    ],
    [
      'CreateSecurityGroup',
      { groupName: 'db' },
      { responseElements: { groupId: 'sg-0ffffffffffffffff' } },
    ],
    ['RunInstances', null, {}],
  ])('%s %o tells another, or is no change of a group', async (name, request, over) => {
    expect((await ask(name, request, over)).verdict).toBe('no')
  })
})
