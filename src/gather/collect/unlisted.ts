import type { Observed } from '../../model/observed.ts'
import { type Listed, listed } from '../../model/snapshot/resource.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import type { Part } from './merge/merge.ts'
import type { AccountPlan } from './plan.ts'
import type { Failed } from './run.ts'

const IN_NO_REGION: ReadonlySet<Listed> = new Set(['buckets', 'roles', 'permissions'])
const IN_REGIONS = ['trails' as const, ...listed.filter((what) => !IN_NO_REGION.has(what))]

const LEFT_OUT: Observed<never> = { unknown: 'not-collected', detail: 'left out by --region' }
const UNASKED: Observed<never> = { unknown: 'not-collected', detail: 'no probe asked for it' }

interface Account {
  readonly plan: AccountPlan
  readonly entry: Snapshot['accounts'][number] | undefined
  readonly failed: readonly Failed[]
}

/** Why a list of a region is missing: the account was not entered, the region was left out, a probe failed there. */
const reasonOf = (
  { plan, entry, failed }: Account,
  region: string | undefined,
): Observed<never> => {
  if (entry !== undefined && 'unknown' in entry.reached) return entry.reached
  if (region !== undefined && plan.unread.includes(region)) return LEFT_OUT
  const here = failed.find((f) => region === undefined || f.region === region)
  if (here === undefined) return UNASKED
  return { unknown: 'error', detail: `the probe ${here.probe} failed: ${here.message}` }
}

const rowKey = (what: string, account: string, region: string | undefined): string =>
  `${what} ${account} ${region ?? ''}`

interface Row {
  readonly what: Listed | 'trails'
  readonly account: string
  readonly region: string | undefined
  readonly readAt: Instant
  readonly listed: Observed<never>
}

const missingRows = (
  plans: readonly AccountPlan[],
  snapshot: Snapshot,
  failed: readonly Failed[],
): readonly Row[] => {
  const present = new Set([
    ...snapshot.trailsListed.map((t) => rowKey('trails', t.account, t.region)),
    ...snapshot.listings.map((l) => rowKey(l.what, l.account, l.region)),
  ])
  const entries = new Map(snapshot.accounts.map((entry) => [entry.account, entry]))
  return plans.flatMap((plan) => {
    const { account } = plan
    const entry = entries.get(account)
    const of = { plan, entry, failed: failed.filter((f) => f.account === account) }
    const readAt = entry?.readAt ?? snapshot.collectedAt
    const row = (what: Row['what'], region?: string): readonly Row[] =>
      present.has(rowKey(what, account, region))
        ? []
        : [{ what, account, region, readAt, listed: reasonOf(of, region) }]
    return [
      ...[...plan.asked, ...plan.unread].flatMap((region) =>
        IN_REGIONS.flatMap((what) => row(what, region)),
      ),
      ...[...IN_NO_REGION].flatMap((what) => row(what)),
    ]
  })
}

const partOf = (rows: readonly Row[], at: Instant): Part => ({
  at,
  fragment: {
    trailsListed: rows.flatMap(({ what, region, ...row }) =>
      what === 'trails' && region !== undefined ? [{ ...row, region }] : [],
    ),
    listings: rows.flatMap(({ what, region, ...row }) =>
      what === 'trails' ? [] : [{ what, ...row, ...(region === undefined ? {} : { region }) }],
    ),
  },
})

/** Before any probe runs: the lists of accounts that were not entered and of regions that are left out are unknown. */
export const unreadPart = (plans: readonly AccountPlan[], snapshot: Snapshot): Part => {
  const without = plans.map((plan) => ({ ...plan, asked: [] }))
  const rows = missingRows(without, snapshot, []).filter((row) => row.listed !== UNASKED)
  return partOf(rows, snapshot.collectedAt)
}

/**
 * When all have run: a row that says "unknown" for every list that has none, for the sake of probes that failed. No list
 * is missing, so that nothing is taken for absent.
 */
export const unlistedPart = (
  plans: readonly AccountPlan[],
  snapshot: Snapshot,
  failed: readonly Failed[],
): Part => partOf(missingRows(plans, snapshot, failed), snapshot.collectedAt)
