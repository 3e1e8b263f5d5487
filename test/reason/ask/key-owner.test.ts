import { expect, test } from 'vitest'
import { keyOwner } from '../../../src/reason/ask/answer/key-owner.ts'
import { evidence, START, snapshot } from '../coverage/given.ts'

const KEY = 'ASIAQNZGKIQY56JQ7WML' // its id names 029608264753
const OWNER = '029608264753'

const organization = (member: string) => ({
  organization: {
    known: {
      id: 'o-exampleorg',
      managementAccount: '111111111111',
      accounts: [{ id: member, status: 'ACTIVE' }],
    },
  } as never,
})
const told = (over: object, key: string | boolean = KEY) =>
  keyOwner({ params: { key }, evidence: evidence({ snapshots: [snapshot(START, over)] }) })

test('a key of a member, of a stranger, and of nobody that is known', () => {
  expect(told(organization(OWNER))).toBe(
    `The key belongs to ${OWNER}, an account of the organisation o-exampleorg.`,
  )
  expect(told(organization('222222222222'))).toBe(
    `The key belongs to ${OWNER}, which is not in the organisation that was read (o-exampleorg).`,
  )
  expect(told({})).toBe(
    `The key belongs to ${OWNER}, which was not collected; no organisation was read.`,
  )
  expect(told({}, 'AKIAIOSFODNN7EXAMPLE')).toContain('its id does not tell')
  expect(told({}, false)).toBeUndefined()
})

test('the snapshot that lists the key is believed before its id', () => {
  const identities = [
    { account: '111111111111', arn: 'arn:aws:iam::111111111111:user/a', accessKeys: [{ id: KEY }] },
  ]
  expect(told({ ...organization(OWNER), identities })).toContain('belongs to 111111111111,')
})
