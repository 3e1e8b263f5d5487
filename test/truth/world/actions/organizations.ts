import type { Caller } from '../caller.ts'
import type { Happening } from '../happening.ts'
import type { Second } from '../time.ts'
import { GLOBAL_REGION, happening } from './happening.ts'

/** Recorded in us-east-1 of the management account (facts/aws.md 5.5). */
export const removeAccount = (second: Second, caller: Caller, account: string): Happening =>
  happening(second, caller, {
    source: 'organizations.amazonaws.com',
    name: 'RemoveAccountFromOrganization',
    region: GLOBAL_REGION,
    readOnly: false,
    request: { accountId: account },
  })

export const enableRegion = (second: Second, caller: Caller, regionName: string): Happening =>
  happening(second, caller, {
    source: 'account.amazonaws.com',
    name: 'EnableRegion',
    region: GLOBAL_REGION,
    readOnly: false,
    request: { regionName },
  })

export const acceptHandshake = (second: Second, caller: Caller): Happening =>
  happening(second, caller, {
    source: 'organizations.amazonaws.com',
    name: 'AcceptHandshake',
    region: GLOBAL_REGION,
    readOnly: false,
    request: { handshakeId: 'h-examplehandshakeid111' },
  })
