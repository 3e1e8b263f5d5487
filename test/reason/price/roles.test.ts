import { afterEach, expect, test } from 'vitest'
import { DAY, parseInstant } from '../../../src/model/time.ts'
import { tuplesOf } from '../../../src/reason/price/volumes/tuples.ts'
import { aLog, type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'

const AT = parseInstant('2026-03-01T00:00:00Z')
const WINDOW = { from: AT, to: AT + DAY }
const [ONE, TWO] = ['111111111111', '222222222222']

let lake: MemoryLake | undefined
afterEach(async () => {
  await lake?.close()
  lake = undefined
})

const record = (account: string, eventID: string, userIdentity: object) => ({
  eventID,
  eventTime: '2026-03-01T12:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  eventCategory: 'Management',
  readOnly: false,
  awsRegion: 'eu-west-1',
  recipientAccountId: account,
  userIdentity,
})

const session = (account: string, i: number) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${account}:assumed-role/deploy/session-${i}`,
  sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/deploy` } },
})
const anna = { type: 'IAMUser', arn: `arn:aws:iam::${ONE}:user/anna` }
const ec2 = { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }

const log = (id: number, account: string, bucket: string) => ({
  ...aLog,
  id,
  uri: `test:${id}`,
  bucket,
  sha256: `sha-${id}`,
  account,
  region: 'eu-west-1',
})

const sessions = [ONE, TWO].flatMap((account) =>
  Array.from({ length: 50 }, (_, i) => record(account, `${account}-${i}`, session(account, i))),
)
const without = [record(ONE, 'a', anna), record(ONE, 'b', ec2), record(TWO, 'c', anna)]

const ofRoles = [
  [ONE, `arn:aws:iam::${ONE}:role/deploy`, 1, 50],
  [TWO, `arn:aws:iam::${TWO}:role/deploy`, 1, 25],
  [TWO, `arn:aws:iam::${TWO}:role/deploy`, 3, 25],
]
const ofOthers = [
  [ONE, `arn:aws:iam::${ONE}:user/anna`, 1, 1],
  [ONE, 'ec2.amazonaws.com', 1, 1],
  [TWO, `arn:aws:iam::${ONE}:user/anna`, 3, 1],
]
const inOrder = (rows: readonly unknown[]) =>
  rows.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))

test.each([
  ['nearly all', [...sessions, ...without], [...ofRoles, ...ofOthers]],
  ['all', sessions, ofRoles],
])(
  'where %s callers have roles, each is counted by who he is, in each of his copies',
  async (_, records, expected) => {
    lake = await memoryLake(records, {
      objects: [log(1, ONE, 'first'), log(2, TWO, 'first'), log(3, TWO, 'second')],
      objectOf: (i) => (records[i]?.recipientAccountId === ONE ? 1 : 2),
      alsoIn: (i) => (records[i]?.recipientAccountId === TWO && i % 2 === 0 ? [3] : []),
    })
    const tuples = await tuplesOf(lake.query, [], WINDOW)
    const rows = tuples.map(({ account, principal, seen, count }) => [
      account,
      principal,
      seen,
      count,
    ])
    expect(inOrder(rows)).toEqual(inOrder(expected))
  },
)
