import type { Query } from '../../../src/engine/sql.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { parseInstant } from '../../../src/model/time.ts'
import { coarseFilter } from '../../../src/reason/ask/filter/coarse.ts'
import { passesSql } from '../../../src/reason/ask/filter/condition.ts'
import type { Closure } from '../../../src/reason/identity/closure.ts'
import { resolveClosure } from '../../../src/reason/identity/resolve.ts'
import type { Subject } from '../../../src/reason/identity/subject.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'

export const A = '029608264753'
export const B = '222222222222'
export const KEY = 'AKIAQNZGKIQY56JQ7WML'
export const USER = `arn:aws:iam::${A}:user/team/Mallory`
export const USER_ID = 'AIDAMALLORYMALLORY22'
export const ROLE = `arn:aws:iam::${B}:role/team/Deploy`
export const ROLE_ID = 'AROADEPLOYDEPLOYDEP2'
/** An invented key of no account in particular. */
export const keyOf = (n: number): string => `ASIA${String(n).padStart(16, '0')}`

let nextId = 0
export const call = (eventName: string, userIdentity: object, over: object = {}): object => {
  nextId += 1
  return {
    eventTime: '2026-03-07T12:00:00Z',
    eventID: `event-${String(nextId).padStart(4, '0')}`,
    eventSource: 'sts.amazonaws.com',
    eventName,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    awsRegion: 'eu-west-1',
    recipientAccountId: (userIdentity as { accountId?: string }).accountId ?? A,
    userIdentity,
    ...over,
  }
}

export const user = (accessKeyId = KEY, over: object = {}): object => ({
  type: 'IAMUser',
  principalId: USER_ID,
  arn: USER,
  accountId: A,
  userName: 'Mallory',
  accessKeyId,
  ...over,
})

export const session = (
  accessKeyId: string,
  name = 'run',
  creationDate = '2026-03-07T12:00:00Z',
  over: object = {},
): object => ({
  type: 'AssumedRole',
  principalId: `${ROLE_ID}:${name}`,
  arn: `arn:aws:sts::${B}:assumed-role/Deploy/${name}`,
  accountId: B,
  accessKeyId,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: ROLE_ID,
      arn: ROLE,
      accountId: B,
      userName: 'Deploy',
    },
    attributes: { creationDate, mfaAuthenticated: 'false' },
  },
  ...over,
})

/** `AssumeRole` of the role, giving a session with this key. */
export const assume = (caller: object, key: string, name = 'run', over: object = {}): object =>
  call('AssumeRole', caller, {
    requestParameters: { roleArn: ROLE, roleSessionName: name },
    responseElements: {
      credentials: { accessKeyId: key },
      assumedRoleUser: {
        assumedRoleId: `${ROLE_ID}:${name}`,
        arn: `arn:aws:sts::${B}:assumed-role/Deploy/${name}`,
      },
    },
    ...over,
  })

const UNTIL = parseInstant('2026-04-01')

export const closureIn = (
  query: Query,
  subject: Subject,
  snapshots: readonly Snapshot[] = [],
  mostHidden?: number,
): Promise<Closure> =>
  resolveClosure(subject, {
    query,
    snapshots,
    compile: passesSql,
    coarse: coarseFilter,
    until: UNTIL,
    mostHidden,
  })

export const closureOf = async (
  records: readonly object[],
  text = KEY,
  snapshots: readonly Snapshot[] = [],
): Promise<Closure> => {
  const lake = await memoryLake(records)
  const kind = /^A[KS]IA/.test(text) ? 'key' : 'principal'
  try {
    return await closureIn(lake.query, { kind, text }, snapshots)
  } finally {
    await lake.close()
  }
}
