import { setMaxListeners } from 'node:events'
import { WholetrailError } from '../../../model/error.ts'
import type { IngestOptions } from '../../../model/ingest.ts'
import type { Service } from '../../aws/call.ts'
import type { Holder } from '../../aws/clients.ts'
import { clockOf } from '../../aws/clock.ts'
import { unknownOf } from '../../aws/failure.ts'
import { DEFAULT_LIMITS, paceOf } from '../../aws/pace.ts'
import { globalRegion, openSession } from '../../aws/session.ts'
import type { Surroundings, Wanted } from './source.ts'

/** An account and a region to ask in. */
export interface AskedPlace {
  readonly account: string
  readonly region: string
  readonly send: Send
}

/** An account or region that cannot be read, and why. */
export interface UnreadablePlace {
  readonly account: string
  readonly region: string
  readonly unreadable: string
}

/** Sends one call in its place, no faster than AWS takes it. Throws what the SDK throws. */
export type Send = <Output>(service: Service, operation: string, input: object) => Promise<Output>

export interface Asked {
  readonly places: readonly AskedPlace[]
  readonly unreadable: readonly UnreadablePlace[]
  /** Reads one place; an answer of AWS that it is not to be read is told, everything else is thrown on. */
  readonly read: <T>(
    place: AskedPlace,
    work: (send: Send) => Promise<T>,
  ) => Promise<{ readonly read: T } | UnreadablePlace>
  readonly close: () => void
}

const sentences: Readonly<Record<string, string>> = {
  'access-denied': 'access denied',
  'region-disabled': 'the region is disabled',
  'not-supported': 'not supported here',
  'throttled-out': 'AWS kept refusing for too many calls; run again to go on',
  error: 'AWS answered with an error',
}

/** Why a place cannot be read, in words. What ends the whole run is thrown on. */
const whyUnreadable = (error: unknown, region: string, signal: AbortSignal): string => {
  if (error instanceof WholetrailError) throw error
  if (signal.aborted)
    throw new WholetrailError('interrupted', 'interrupted', {
      hint: 'run the same command again: it goes on from here',
    })
  const { unknown, detail } = unknownOf(error, { region, isEmulated: false })
  return `${sentences[unknown] ?? unknown}${detail === undefined ? '' : `: ${detail}`}`
}

interface Regions {
  readonly Regions?: readonly { readonly RegionName?: string; readonly OptInStatus?: string }[]
}

/**
 * The accounts and regions to ask: the caller's account, or those named, through the role; every enabled region, or
 * those named. Throws `aws` without credentials, `usage` where another account is named and no role.
 */
export const askedPlaces = async (
  wanted: Wanted,
  options: IngestOptions,
  { effects }: Surroundings,
  regionsByDefault: 'every enabled region' | 'one region',
): Promise<Asked> => {
  const clock = clockOf(effects)
  setMaxListeners(0, effects.signal)
  const session = await openSession(options, effects, clock)
  const pace = paceOf(DEFAULT_LIMITS, clock, effects.signal)
  const accounts = wanted.accounts.length === 0 ? [session.caller.account] : wanted.accounts
  const { role } = options
  const foreign = accounts.find((account) => account !== session.caller.account)
  if (foreign !== undefined && role === undefined) {
    session.close()
    throw new WholetrailError('usage', `${foreign} is not the account of these credentials`, {
      hint: 'name the role to assume there: --role NAME',
    })
  }
  const holderOf = (account: string): Holder =>
    account === session.caller.account || role === undefined
      ? session.own
      : session.assume(account, { name: role, externalId: options.externalId })
  const sendIn = (account: string, region: string): Send => {
    const holder = holderOf(account)
    return <Output>(service: Service, operation: string, input: object) =>
      pace.run(
        { account, region, service, operation },
        () => session.send(holder, region, service, operation, input) as Promise<Output>,
      )
  }
  const home = effects.env.AWS_REGION || effects.env.AWS_DEFAULT_REGION || globalRegion(session)
  const regionsOf = async (account: string): Promise<readonly string[]> => {
    if (wanted.regions.length > 0) return wanted.regions
    if (regionsByDefault === 'one region') return [home]
    const send = sendIn(account, globalRegion(session))
    const { Regions = [] } = await send<Regions>('ec2', 'DescribeRegions', { AllRegions: false })
    return Regions.filter((r) => r.OptInStatus !== 'not-opted-in')
      .flatMap((r) => r.RegionName ?? [])
      .sort()
  }
  const readIn = async <T>(
    { account, region }: { readonly account: string; readonly region: string },
    work: () => Promise<T>,
  ): Promise<{ readonly read: T } | UnreadablePlace> => {
    try {
      return { read: await work() }
    } catch (error) {
      return { account, region, unreadable: whyUnreadable(error, region, effects.signal) }
    }
  }
  try {
    const found = await Promise.all(
      accounts.map((account) =>
        readIn({ account, region: '*' }, async () =>
          (await regionsOf(account)).map((region) => ({
            account,
            region,
            send: sendIn(account, region),
          })),
        ),
      ),
    )
    return {
      places: found.flatMap((f) => ('read' in f ? f.read : [])),
      unreadable: found.flatMap((f) => ('read' in f ? [] : [f])),
      read: (place, work) => readIn(place, () => work(place.send)),
      close: session.close,
    }
  } catch (error) {
    session.close()
    throw error
  }
}

/** All of some work, to its end; then the first failure, if any, is thrown. */
export const toTheEnd = async <T>(work: readonly Promise<T>[]): Promise<readonly T[]> => {
  await Promise.allSettled(work)
  return Promise.all(work)
}
