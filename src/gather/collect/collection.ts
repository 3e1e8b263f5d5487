import type { Effects } from '../../effects.ts'
import type { CollectOptions } from '../../model/collect.ts'
import type { Instant } from '../../model/time.ts'
import type { Holder } from '../aws/clients.ts'
import { type Clock, sharedSignal } from '../aws/clock.ts'
import { DEFAULT_LIMITS, type Pace, paceOf } from '../aws/pace.ts'
import { globalRegion, openSession, type Session } from '../aws/session.ts'
import { askerOf } from './ask.ts'
import { engine } from './engine-calls.ts'
import { type Journal, openJournal } from './journal.ts'
import type { Place, Probe } from './probe.ts'
import { isWritten } from './write-snapshot.ts'

/** The role that `collect --policy` writes. */
export const DEFAULT_ROLE = 'WholetrailReadOnly'

/** What a collection stands on; tests pass other ones. */
export interface CollectTools {
  readonly clock: Clock
  /** Whole file or nothing. */
  readonly write: (path: string, content: string) => Promise<void>
  readonly probes: readonly Probe[]
}

/** One collection under way. */
export interface Collection extends CollectTools {
  readonly workspace: string
  readonly session: Session
  readonly pace: Pace
  readonly journal: Journal
  readonly concurrency: number
  readonly signal: AbortSignal
  /** Where services without a region are asked. */
  readonly region: string
  /** When it began; when it is a continuation, when that began. */
  readonly startedAt: Instant
  /** Whose credentials an account is asked with: the caller's own, or the role's. */
  readonly holderOf: (account: string) => Holder
  readonly engineAsks: (account: string) => Pick<Place, 'ask' | 'askAll'>
}

/** Everything that makes two collections ask the same. */
const keyOf = (options: CollectOptions, { caller }: Session, probes: readonly Probe[]) => ({
  caller: caller.account,
  endpoint: options.endpointUrl,
  org: options.org === true,
  accounts: options.accounts?.toSorted(),
  regions: options.regions?.toSorted(),
  role: options.role,
  externalId: options.externalId,
  history: options.history !== false,
  probes: probes.map((p) => [p.id, ...p.calls.map((c) => c.operation)]),
})

const holdersOf = (session: Session, options: CollectOptions): Collection['holderOf'] => {
  const role = { name: options.role ?? DEFAULT_ROLE, externalId: options.externalId }
  const holders = new Map<string, Holder>([[session.caller.account, session.own]])
  return (account) => {
    const holder = holders.get(account) ?? session.assume(account, role)
    holders.set(account, holder)
    return holder
  }
}

/** Finds out who asks, and opens the journal. Throws `aws` where AWS does not take the credentials. */
export const openCollection = async (
  options: CollectOptions,
  effects: Effects,
  tools: CollectTools,
): Promise<Collection> => {
  const { clock, write, probes } = tools
  const { workspace } = options
  const concurrency = options.concurrency ?? DEFAULT_LIMITS.concurrency
  const perAccount = Math.min(DEFAULT_LIMITS.perAccount, concurrency)
  const now = clock.now()
  const signal = sharedSignal(effects.signal)
  const session = await openSession({ ...options, concurrency }, effects, clock)
  const region = globalRegion(session)
  const pace = paceOf({ concurrency, perAccount }, clock, signal)
  const holderOf = holdersOf(session, options)
  const journal = await openJournal({
    workspace,
    key: keyOf(options, session, probes),
    now,
    fresh: options.fresh === true,
    write,
    isWritten: (startedAt) => isWritten(workspace, startedAt),
  })
  return {
    ...tools,
    workspace,
    session,
    pace,
    journal,
    concurrency,
    signal,
    region,
    startedAt: journal.startedAt,
    holderOf,
    engineAsks: (account) =>
      askerOf({
        session,
        pace,
        holder: holderOf(account),
        region,
        probe: engine,
        onTransient: () => {},
      }),
  }
}
