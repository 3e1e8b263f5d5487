import fc from 'fast-check'
import { formatInstant, parseInstant, SECOND } from '../../src/model/time.ts'
import { A, B, ROLE, ROLE_ID } from '../reason/identity/given.ts'

/** Sessions one after the other, each opened by a user's key or by a session before it. */
export interface World {
  readonly sessions: readonly {
    /** -1 to -3 a user's key, else the number of a session before. */
    readonly by: number
    readonly shared: boolean
    readonly crossing: boolean
    readonly uses: number
  }[]
}

export const worlds: fc.Arbitrary<World> = fc
  .array(
    fc.record({
      up: fc.integer({ min: 1, max: 9 }),
      shared: fc.boolean(),
      crossing: fc.boolean(),
      uses: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((list) => ({
    sessions: list.map(({ up, ...s }, i) => ({ ...s, by: i - up < -3 ? -1 - (up % 3) : i - up })),
  }))

const START = parseInstant('2026-03-07T12:00:00Z')
const at = (i: number): number => START + i * 60 * SECOND

export const sessionKey = (i: number): string => `ASIA${String(i).padStart(16, '0')}`
export const userKey = (n: number): string => `AKIA${String(n).padStart(16, 'U')}`
export const userLabel = (n: number): string => `user-${n}`

const nameOf = (world: World, i: number) => (world.sessions[i]?.shared === true ? 'ci' : `s${i}`)

export const userIdentity = (n: number): object => ({
  type: 'IAMUser',
  principalId: `AIDA${String(n).padStart(16, 'U')}`,
  arn: `arn:aws:iam::${A}:user/${userLabel(n)}`,
  accountId: A,
  userName: userLabel(n),
  accessKeyId: userKey(n),
})

export const sessionIdentity = (world: World, i: number): object => ({
  type: 'AssumedRole',
  principalId: `${ROLE_ID}:${nameOf(world, i)}`,
  arn: `arn:aws:sts::${B}:assumed-role/Deploy/${nameOf(world, i)}`,
  accountId: B,
  accessKeyId: sessionKey(i),
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: ROLE_ID,
      arn: ROLE,
      accountId: B,
      userName: 'Deploy',
    },
    attributes: { creationDate: formatInstant(at(i)), mfaAuthenticated: 'false' },
  },
})

const identityOf = (world: World, by: number): object =>
  by < 0 ? userIdentity(-by) : sessionIdentity(world, by)

const record = (
  id: string,
  time: number,
  eventName: string,
  userIdentity: object,
  over: object,
) => ({
  eventTime: formatInstant(time),
  eventID: id,
  eventSource: 'sts.amazonaws.com',
  eventName,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  awsRegion: 'eu-west-1',
  recipientAccountId: (userIdentity as { accountId: string }).accountId,
  userIdentity,
  ...over,
})

/** The record of the call that opened a session, by whoever is said to have made it. */
export const issuingRecord = (world: World, i: number, caller: object, id: string): object =>
  record(id, at(i), 'AssumeRole', caller, {
    sharedEventID: `shared-${i}`,
    requestParameters: { roleArn: ROLE, roleSessionName: nameOf(world, i) },
    responseElements: {
      credentials: { accessKeyId: sessionKey(i) },
      assumedRoleUser: {
        assumedRoleId: `${ROLE_ID}:${nameOf(world, i)}`,
        arn: `arn:aws:sts::${B}:assumed-role/Deploy/${nameOf(world, i)}`,
      },
    },
  })

export interface Written {
  readonly record: object
  /** Number of the session that it opened; undefined for any other call. */
  readonly opens?: number
}

/** Everything that is recorded of a world. */
export const recordsOf = (world: World): Written[] =>
  world.sessions.flatMap((s, i): Written[] => {
    const caller = identityOf(world, s.by)
    const { principalId, accountId } = caller as { principalId: string; accountId: string }
    const hidden = { type: 'AWSAccount', principalId, accountId }
    return [
      { record: issuingRecord(world, i, caller, `open-${i}`), opens: i },
      ...(s.crossing && accountId !== B
        ? [
            {
              record: {
                ...issuingRecord(world, i, hidden, `copy-${i}`),
                recipientAccountId: B,
              },
              opens: i,
            },
          ]
        : []),
      ...Array.from({ length: s.uses }, (_, k) => ({
        record: record(
          `use-${i}-${k}`,
          at(i) + (5 + k) * SECOND,
          'GetCallerIdentity',
          sessionIdentity(world, i),
          {},
        ),
      })),
    ]
  })

/** The user who is truly behind a session. */
export const truth = (world: World, i: number): string => {
  const by = world.sessions[i]?.by ?? -1
  return by < 0 ? userLabel(-by) : truth(world, by)
}
