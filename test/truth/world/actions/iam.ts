import type { Caller, Role, User } from '../caller.ts'
import type { Happening } from '../happening.ts'
import type { Second } from '../time.ts'
import { GLOBAL_REGION, happening } from './happening.ts'

const iam = (second: Second, caller: Caller, name: string, rest: Partial<Happening>): Happening =>
  happening(second, caller, {
    source: 'iam.amazonaws.com',
    name,
    region: GLOBAL_REGION,
    global: true,
    readOnly: false,
    ...rest,
  })

export const createUser = (second: Second, caller: Caller, made: User): Happening =>
  iam(second, caller, 'CreateUser', {
    request: { userName: made.name },
    response: { user: { userName: made.name, userId: made.id, arn: made.arn, path: '/' } },
  })

export const createRole = (second: Second, caller: Caller, made: Role): Happening =>
  iam(second, caller, 'CreateRole', {
    request: { roleName: made.name, path: made.path },
    response: { role: { roleName: made.name, roleId: made.id, arn: made.arn, path: made.path } },
  })

export const createAccessKey = (
  second: Second,
  caller: Caller,
  owner: User,
  keyId: string,
): Happening =>
  iam(second, caller, 'CreateAccessKey', {
    request: { userName: owner.name },
    response: { accessKey: { userName: owner.name, accessKeyId: keyId, status: 'Active' } },
  })

export const changePolicy = (second: Second, caller: Caller, of: string): Happening =>
  iam(second, caller, 'AttachUserPolicy', {
    request: { userName: of, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  })

export const listUsers = (second: Second, caller: Caller, denied: boolean): Happening =>
  iam(second, caller, 'ListUsers', {
    readOnly: true,
    outcome: denied ? 'denied' : 'success',
  })
