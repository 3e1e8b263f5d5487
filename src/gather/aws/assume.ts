import type { Caller } from './caller.ts'
import type { Holder } from './clients.ts'
import type { Clock } from './clock.ts'
import { type Credentials, remembered } from './credentials.ts'
import type { Session } from './session.ts'

export interface AssumedRole {
  /** With its path, where it has one: `audit/WholetrailReadOnly`. */
  readonly name: string
  readonly externalId?: string | undefined
}

const SESSION_NAME = 'wholetrail'

interface Assumed {
  readonly Credentials?: {
    readonly AccessKeyId?: string
    readonly SecretAccessKey?: string
    readonly SessionToken?: string
    readonly Expiration?: Date
  }
}

const credentialsOf = ({ Credentials: c }: Assumed): Credentials => ({
  accessKeyId: c?.AccessKeyId ?? '',
  secretAccessKey: c?.SecretAccessKey ?? '',
  ...(c?.SessionToken === undefined ? {} : { sessionToken: c.SessionToken }),
  ...(c?.Expiration === undefined ? {} : { expiration: c.Expiration }),
})

/** A role in another account, assumed when its credentials are first needed and again before they expire. */
export const assumedRole = (
  account: string,
  role: AssumedRole,
  by: {
    readonly caller: Caller
    readonly own: Holder
    readonly region: string
    readonly send: Session['send']
    readonly clock: Pick<Clock, 'now'>
  },
): Holder => ({
  account,
  credentials: remembered(async () => {
    const answer = await by.send(by.own, by.region, 'sts', 'AssumeRole', {
      RoleArn: `arn:${by.caller.partition}:iam::${account}:role/${role.name}`,
      RoleSessionName: SESSION_NAME,
      ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
    })
    return credentialsOf(answer as Assumed)
  }, by.clock),
})
