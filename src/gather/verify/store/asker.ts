import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { VerifyOptions } from '../../../model/verification.ts'
import type { Service } from '../../aws/call.ts'
import type { Holder } from '../../aws/clients.ts'
import { clockOf } from '../../aws/clock.ts'
import { paceOf } from '../../aws/pace.ts'
import { globalRegion, openSession, type Session } from '../../aws/session.ts'

/** Asks AWS, from the first call on; never with `--offline`. */
export interface Asker {
  readonly isOffline: boolean
  /** Another endpoint than AWS's own: `null` where there is none. */
  readonly endpoint: string | null
  /** The region to begin in. Throws like `send`. */
  readonly home: () => Promise<string>
  /**
   * Sends one call with the caller's credentials, or those of the role in `account`. Throws what the SDK throws,
   * `configuration` with `--offline`, `aws` without credentials, `interrupted`.
   */
  readonly send: <Output>(
    region: string,
    service: Service,
    operation: string,
    input: object,
    account?: string,
  ) => Promise<Output>
  readonly close: () => void
}

/** S3 takes thousands of reads a second below each prefix: what bounds is the way there. */
const CONCURRENCY = 96

/** The role that `collect` writes the templates of. */
const DEFAULT_ROLE = 'WholetrailReadOnly'

const offline = (): WholetrailError =>
  new WholetrailError('configuration', 'AWS is not asked with --offline', {
    hint: 'name a folder with a copy of the bucket, or leave out --offline',
  })

const sharedSession = (open: () => Promise<Session>) => {
  let held: Promise<Session> | undefined
  return {
    get: () => {
      held ??= open()
      return held
    },
    close: () => {
      held?.then(
        (session) => session.close(),
        () => {},
      )
    },
  }
}

export const openAsker = (
  options: Pick<
    VerifyOptions,
    'profile' | 'endpointUrl' | 'role' | 'externalId' | 'offline' | 'concurrency'
  >,
  effects: Pick<Effects, 'now' | 'env' | 'signal'>,
): Asker => {
  const clock = clockOf(effects)
  const concurrency = options.concurrency ?? CONCURRENCY
  const pace = paceOf({ concurrency, perAccount: concurrency }, clock, effects.signal)
  const isOffline = options.offline === true
  const shared = sharedSession(() =>
    openSession({ ...options, concurrency, hashesObjects: true }, effects, clock),
  )
  const holders = new Map<string, Holder>()
  const holderOf = (open: Session, account: string | undefined): Holder => {
    if (account === undefined || account === open.caller.account) return open.own
    const { role: name = DEFAULT_ROLE, externalId } = options
    const holder = holders.get(account) ?? open.assume(account, { name, externalId })
    holders.set(account, holder)
    return holder
  }
  const session = async () => {
    if (isOffline) throw offline()
    return shared.get()
  }
  return {
    isOffline,
    endpoint: options.endpointUrl ?? (effects.env.AWS_ENDPOINT_URL || null),
    home: async () =>
      effects.env.AWS_REGION || effects.env.AWS_DEFAULT_REGION || globalRegion(await session()),
    send: async <Output>(
      region: string,
      service: Service,
      operation: string,
      input: object,
      account?: string,
    ) => {
      const open = await session()
      const holder = holderOf(open, account)
      return pace.run(
        { account: holder.account, region, service, operation },
        () => open.send(holder, region, service, operation, input) as Promise<Output>,
      )
    },
    close: shared.close,
  }
}
