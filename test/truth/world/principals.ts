import { accessKey, uniqueId } from '../ids.ts'
import type { Random } from '../random.ts'
import type { Caller, Role, User } from './caller.ts'
import type { Second } from './time.ts'

export const user = (r: Random, account: string, name: string, createdAt: Second): User => ({
  account,
  name,
  arn: `arn:aws:iam::${account}:user/${name}`,
  id: uniqueId(r, 'AIDA'),
  createdAt,
})

export const role = (
  r: Random,
  account: string,
  name: string,
  path: string,
  createdAt: Second,
): Role => ({
  account,
  name,
  path,
  arn: `arn:aws:iam::${account}:role${path}${name}`,
  id: uniqueId(r, 'AROA'),
  createdAt,
})

/** A user with a lasting key; `upstream` is who made the key for him. */
export const withKey = (owner: User, keyId: string, upstream?: Caller): Caller => ({
  type: 'IAMUser',
  account: owner.account,
  arn: owner.arn,
  principalId: owner.id,
  keyId,
  userName: owner.name,
  keys: [keyId, ...(upstream?.keys ?? [])],
  principals: [owner.arn, ...(upstream?.principals ?? [])],
})

/** The session that assuming a role gives. */
export const sessionOf = (
  r: Random,
  assumed: Role,
  sessionName: string,
  sessionStart: Second,
  upstream: Caller,
): Caller => {
  const keyId = accessKey(r, 'ASIA', assumed.account)
  return {
    type: 'AssumedRole',
    account: assumed.account,
    arn: `arn:aws:sts::${assumed.account}:assumed-role/${assumed.name}/${sessionName}`,
    principalId: `${assumed.id}:${sessionName}`,
    keyId,
    issuer: { arn: assumed.arn, id: assumed.id, name: assumed.name },
    sessionStart,
    keys: [keyId, ...upstream.keys],
    principals: [assumed.arn, ...upstream.principals],
  }
}

/** The same person with a key that GetSessionToken or the console gave. */
export const temporary = (
  r: Random,
  caller: Caller,
  sessionStart: Second,
  console: boolean,
): Caller => {
  const keyId = accessKey(r, 'ASIA', caller.account)
  return {
    ...caller,
    keyId,
    sessionStart,
    ...(console && { console: true }),
    keys: [keyId, ...caller.keys],
  }
}

/** What GetFederationToken gives. */
export const federated = (
  r: Random,
  caller: Caller,
  name: string,
  sessionStart: Second,
): Caller => {
  const keyId = accessKey(r, 'ASIA', caller.account)
  return {
    type: 'FederatedUser',
    account: caller.account,
    arn: `arn:aws:sts::${caller.account}:federated-user/${name}`,
    principalId: `${caller.account}:${name}`,
    keyId,
    issuer: {
      arn: caller.arn ?? '',
      id: caller.principalId ?? '',
      name: caller.userName ?? '',
    },
    sessionStart,
    keys: [keyId, ...caller.keys],
    principals: [`arn:aws:sts::${caller.account}:federated-user/${name}`, ...caller.principals],
  }
}

/**
 * A service that calls on behalf of someone, with a key that no recorded call issued (R12). Its session bears the time
 * at which the caller's began or that at which the service took it over, or none.
 */
export const onBehalf = (r: Random, caller: Caller, service: string, second: Second): Caller => {
  const keyId = accessKey(r, 'ASIA', caller.account)
  const sessionStart = r.pick([caller.sessionStart, second - r.int(0, 2), undefined])
  const { sessionStart: _, console, ...same } = caller
  return {
    ...same,
    keyId,
    invokedBy: service,
    keys: [keyId, ...caller.keys],
    ...(sessionStart !== undefined && { sessionStart }),
    ...(console && r.chance(0.5) && { console }),
  }
}

export const service = (account: string, name: string): Caller => ({
  type: 'AWSService',
  account,
  invokedBy: name,
  keys: [],
  principals: [],
})
