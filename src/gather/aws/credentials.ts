import { WholetrailError } from '../../model/error.ts'
import { type Instant, MINUTE } from '../../model/time.ts'
import type { Clock } from './clock.ts'
import { profileNames } from './profiles.ts'

/** Credentials as the SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}
export type CredentialProvider = () => Promise<Credentials>

/** Renewed this long before their end, in microseconds. */
const MARGIN = 5 * MINUTE

/** Asks once, shares the answer among all clients, and asks again before it expires. A failure is not remembered. */
export const remembered = (
  ask: CredentialProvider,
  clock: Pick<Clock, 'now'>,
): CredentialProvider => {
  let held: { readonly answer: Promise<Credentials>; until: Instant } | undefined
  return () => {
    if (held !== undefined && clock.now() < held.until) return held.answer
    const answer = ask()
    const mine = { answer, until: Number.POSITIVE_INFINITY }
    held = mine
    answer.then(
      ({ expiration }) => {
        if (expiration !== undefined) mine.until = expiration.getTime() * 1000 - MARGIN
      },
      () => {
        if (held === mine) held = undefined
      },
    )
    return answer
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const noProfile = (name: string, names: readonly string[]): WholetrailError =>
  new WholetrailError('configuration', `there is no AWS profile ${name}`, {
    hint:
      names.length === 0
        ? 'neither ~/.aws/config nor ~/.aws/credentials names a profile: run aws configure or aws configure sso'
        : `one of: ${names.join(', ')}`,
  })

/**
 * The caller's own credentials: the profile that was named, the keys of the environment, or the SDK's chain (profile
 * of the environment, SSO, container, instance). They are never taken from the command line.
 */
export const callerCredentials =
  (profile: string | undefined, env: Environment): CredentialProvider =>
  async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env
    const named = profile ?? env.AWS_PROFILE
    if (named === undefined && accessKeyId && secretAccessKey) {
      const token = env.AWS_SESSION_TOKEN
      return {
        accessKeyId,
        secretAccessKey,
        ...(token === undefined || token === '' ? {} : { sessionToken: token }),
      }
    }
    const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
    if (named === undefined) return fromNodeProviderChain()()
    const names = await profileNames(env)
    if (!names.includes(named)) throw noProfile(named, names)
    return fromIni({ profile: named })()
  }
