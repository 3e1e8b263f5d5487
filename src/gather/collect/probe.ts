import type { Observed } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import type { Call, Service } from '../aws/call.ts'

/** Lists of a snapshot, as far as one run of a probe fills them. The organisation comes whole. */
export type Fragment = {
  readonly [K in keyof Snapshot]?: Snapshot[K]
}

/**
 * Where a probe runs: once in the management account (or delegated administrator), once in each account, or in every
 * enabled region of each account. Probes of a later step see what earlier steps of all accounts found.
 */
export type Reach = 'organization' | 'account' | 'region'

/** Steps in order: places, then lists, then what the lists name, then history (slow: two look-ups a second). */
export const steps = ['places', 'lists', 'details', 'history'] as const
export type Step = (typeof steps)[number]

/** One run of a probe: where it is, what it may ask, what is known already. */
export interface Place {
  readonly account: string
  /** The region of the call; for reach `account` and `organization` the one that global services are asked in. */
  readonly region: string
  readonly now: () => Instant
  /** Everything that earlier steps found, of all accounts. */
  readonly found: Snapshot
  /**
   * Sends one declared call and answers what came, or why it is not known. `absent` names the errors of AWS that mean
   * "there is none" (NoSuchBucketPolicy), which are answered as known and `null`. A call that the probe did not
   * declare throws `internal`. Never throws for anything that AWS answers.
   */
  readonly ask: Ask
  /** As `ask`, over all pages: the members that `items` picks from each; unknown as soon as one page is. */
  readonly askAll: AskAll
}

/** An input and an output of the SDK are plain objects; the probe states the types of the client that it uses. */
export type Ask = <Output>(
  service: Service,
  operation: string,
  input: object,
  options?: { readonly absent?: readonly string[]; readonly region?: string },
) => Promise<Observed<Output | null>>

export type AskAll = <Output, Item>(
  service: Service,
  operation: string,
  input: object,
  items: (page: Output) => readonly Item[] | undefined,
  options?: { readonly absent?: readonly string[]; readonly region?: string },
) => Promise<Observed<readonly Item[]>>

/** One thing that `collect` reads: a file, an object. The least-privilege policy is derived from `calls`. */
export interface Probe {
  readonly id: string
  /** One sentence: what is read and what for. */
  readonly reads: string
  readonly step: Step
  readonly reach: Reach
  readonly calls: readonly Call[]
  /** AWS charges for its calls: it runs only where that is asked for (`CollectOptions.costExplorer`). */
  readonly isCharged?: true
  readonly run: (place: Place) => Promise<Fragment>
}
