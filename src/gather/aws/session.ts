import type { Effects } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import { globalRegionOf } from '../../model/regions.ts'
import { type AssumedRole, assumedRole } from './assume.ts'
import { type Caller, callerOf } from './caller.ts'
import { type Clients, clientsOf, type Holder } from './clients.ts'
import { type Clock, sharedSignal } from './clock.ts'
import { callerCredentials, remembered } from './credentials.ts'
import { codeOf, isExpired } from './failure.ts'
import { loadModule } from './modules.ts'

export interface SessionOptions {
  readonly profile?: string | undefined
  readonly endpointUrl?: string | undefined
  readonly maxAttempts?: number | undefined
  readonly concurrency?: number | undefined
  /** See `ClientOptions`. */
  readonly hashesObjects?: boolean | undefined
}

export const DEFAULT_MAX_ATTEMPTS = 6

/** Access to AWS with the caller's credentials, and to other accounts through a role. */
export interface Session extends Clients {
  readonly caller: Caller
  /** Another endpoint than AWS's own was given. */
  readonly isEmulated: boolean
  readonly own: Holder
  /** The role in another account; nothing is asked before the first call. Renewed before it expires. */
  readonly assume: (account: string, role: AssumedRole) => Holder
  /** Sends one call. Throws what the SDK throws, `interrupted` after Ctrl-C, `aws` when the credentials have expired. */
  readonly send: Clients['send']
}

/** Names of classes of the SDK say nothing to whoever reads them. */
const saidBy = (cause: unknown): string => {
  const { message } = cause as Error
  const code = codeOf(cause)
  return /ProviderError$/.test(code) ? message : `${code}: ${message}`
}

const expired = (cause: unknown): WholetrailError =>
  new WholetrailError('aws', `the credentials cannot be used: ${saidBy(cause)}`, {
    hint: 'sign in again (aws sso login, or set AWS_PROFILE or --profile), then repeat the command',
    cause,
  })

const sending =
  (clients: Clients, signal: AbortSignal): Session['send'] =>
  async (...call) => {
    const interrupted = () => new WholetrailError('interrupted', 'interrupted')
    if (signal.aborted) throw interrupted()
    try {
      return await clients.send(...call)
    } catch (error) {
      if (signal.aborted) throw interrupted()
      if (error instanceof WholetrailError) throw error
      if (isExpired(error)) throw expired(error)
      throw error
    }
  }

/** The first region to ask in, while the partition is not known: of the environment, of the profile, or us-east-1. */
const firstRegion = async (profile: string | undefined, env: Effects['env']): Promise<string> => {
  const named = env.AWS_REGION || env.AWS_DEFAULT_REGION
  if (named) return named
  const { client } = await loadModule('sts')
  return client(profile === undefined ? {} : { profile })
    .config.region()
    .catch(() => 'us-east-1')
}

/** Opens access to AWS. Throws `aws` where there are no credentials or AWS does not take them. */
export const openSession = async (
  options: SessionOptions,
  effects: Pick<Effects, 'env' | 'signal'>,
  clock: Clock,
): Promise<Session> => {
  const { profile } = options
  const signal = sharedSignal(effects.signal)
  const endpointUrl = options.endpointUrl ?? (effects.env.AWS_ENDPOINT_URL || undefined)
  const clients = clientsOf({
    endpointUrl,
    maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    concurrency: options.concurrency ?? 32,
    hashesObjects: options.hashesObjects,
    signal,
  })
  const send = sending(clients, signal)
  const region = await firstRegion(profile, effects.env)
  const first: Holder = {
    account: 'caller',
    credentials: remembered(callerCredentials(profile, effects.env), clock),
  }
  const caller = await callerOf(send, first, region)
  const own: Holder = { ...first, account: caller.account }
  return {
    caller,
    isEmulated: endpointUrl !== undefined,
    own,
    assume: (account, role) => assumedRole(account, role, { caller, own, region, send, clock }),
    send,
    count: clients.count,
    close: clients.close,
  }
}

/** The region in which what has no region is asked. */
export const globalRegion = (session: Session): string => globalRegionOf(session.caller.partition)
