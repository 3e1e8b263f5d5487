import { describe, expect, test } from 'vitest'
import { A, askOf, record, someoneElse, USER } from './given.ts'

const ROLE = `arn:aws:iam::${A}:role/Deploy`
const seen = record('AssumeRole', {
  eventTime: '2026-03-02T00:00:00Z',
  eventSource: 'sts.amazonaws.com',
  readOnly: true,
  requestParameters: { roleArn: ROLE },
  userIdentity: someoneElse,
})
const session = (role: string) => `arn:aws:sts::${A}:assumed-role/${role}/x`
const pod = (role: string) =>
  record('AssumeRoleForPodIdentity', {
    eventSource: 'eks-auth.amazonaws.com',
    requestParameters: { clusterName: 'c' },
    responseElements: { assumedRoleUser: { arn: session(role) } },
  })
const switched = (role: string, SwitchFrom = USER, success = 'Success') =>
  record('SwitchRole', {
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROADEPLOYDEPLOYDEP2:x',
      arn: session(role),
      accountId: A,
    },
    responseElements: { SwitchRole: success },
    additionalEventData: { SwitchFrom },
  })
const assumed = (roleArn: string) =>
  record('AssumeRole', {
    eventSource: 'sts.amazonaws.com',
    readOnly: true,
    requestParameters: { roleArn },
  })
const verdictOf = async (event: object, params: Record<string, string>) =>
  (await askOf({ records: [seen, event] }, 'role-assumptions', params)).verdict

describe('R12 a role is assumed in other ways than by AssumeRole', () => {
  test.each([
    ['a pod', pod('Deploy'), {}],
    ['a pod', pod('Deploy'), { role: ROLE }],
    ['a pod', pod('deploy'), { role: 'Deploy' }],
    ['the console', switched('Deploy'), {}],
    ['the console', switched('Deploy'), { role: ROLE }],
    ['the console', switched('Deploy'), { role: 'Deploy' }],
    ['the console', switched('Deploy'), { principal: USER }],
    ['the console', switched('Deploy'), { principal: USER, role: ROLE }],
    ['its path left out', assumed(`arn:aws:iam::${A}:role/p/Deploy`), { role: ROLE }],
  ])('by %s %#: yes', async (_, event, params) => {
    expect(await verdictOf(event, params)).toBe('yes')
  })

  test.each([
    ['a pod, into another role', pod('Deploy2'), { role: ROLE }],
    ['the console, into another role', switched('Deploy2'), { role: ROLE }],
    ['the console, by somebody else', switched('Deploy', `${USER}2`), { principal: USER }],
    ['the console, and was refused', switched('Deploy', USER, 'Failure'), { role: ROLE }],
    ['another role', assumed(`arn:aws:iam::${A}:role/Deploy/Other`), { role: ROLE }],
  ])('%s %#: no', async (_, event, params) => {
    expect(await verdictOf(event, params)).toBe('no')
  })

  test('who switches into a role is not that role', async () => {
    const records = [seen, switched('Deploy', `${USER}2`)]
    const answer = await askOf({ records }, 'role-assumptions', { principal: ROLE })
    expect([answer.found.count, answer.candidates.length]).toEqual([0, 0])
  })

  test('a pod whose role the record does not tell: a candidate', async () => {
    const bare = record('AssumeRoleForPodIdentity', {
      eventSource: 'eks-auth.amazonaws.com',
      requestParameters: { clusterName: 'c' },
    })
    expect(await verdictOf(bare, { role: ROLE })).toBe('cannot-know')
  })
})
