import { groupBy } from '../../../model/group-by.ts'
import type { Completeness } from '../../../model/manifest.ts'
import { DAY, type Interval, MINUTE, startOfDay, tryParseInstant } from '../../../model/time.ts'
import type { Listed } from '../work/task.ts'
import type { Wanted } from './source.ts'
import { lastDelivery } from './wanted.ts'

/** Where a source lies, and whether it is one file. */
export interface Root {
  /** With `/` between its folders. */
  readonly path: string
  readonly isFile: boolean
}

/** What of a layout a folder inside it holds at most; `*`: all. */
interface Reach extends Interval {
  readonly account: string
  readonly region: string
  readonly organization: string | null | undefined
  readonly kind: string | undefined
}

const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
const EVERYTHING: Reach = {
  ...ALWAYS,
  account: '*',
  region: '*',
  organization: undefined,
  kind: undefined,
}

/** The folders below AWSLogs/, as far as a source lies inside (facts/aws.md 2.1). */
const INSIDE =
  /^(?:\/(o-[a-z0-9]{4,32}))?(?:\/(\d{12})(?:\/([^/]+)(?:\/([a-z0-9-]+)(?:\/(\d{4})(?:\/(\d\d)(?:\/(\d\d))?)?)?)?)?)?$/

const timesOf = (year?: string, month?: string, day?: string): Interval => {
  const from =
    year === undefined ? undefined : tryParseInstant(`${year}-${month ?? '01'}-${day ?? '01'}`)
  if (from === undefined) return ALWAYS
  const next =
    month === undefined
      ? Date.UTC(Number(year) + 1, 0)
      : day === undefined
        ? Date.UTC(Number(year), Number(month))
        : undefined
  return { from, to: next === undefined ? from + DAY : next * 1000 }
}

const liesInside = (root: string, before: string): boolean =>
  `${root}/`.startsWith(`${before}/AWSLogs/`)

/** What a source that lies inside a layout holds of it at most; nothing where its folders are not those of a layout. */
const reachOf = (root: string, before: string): Reach | undefined => {
  if (!liesInside(root, before)) return EVERYTHING
  const m = INSIDE.exec(root.slice(`${before}/AWSLogs`.length))
  if (m === null) return undefined
  const [, organization, account, kind, region, year, month, day] = m
  const whole = organization === undefined && account === undefined
  return {
    ...timesOf(year, month, day),
    account: account ?? '*',
    region: region ?? '*',
    organization: whole ? undefined : (organization ?? null),
    kind,
  }
}

const unique = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((v) => v !== null)),
]

/** What was asked for of what is there. */
const among = (wanted: readonly string[], there: string): readonly string[] =>
  wanted.length === 0 ? [there] : there === '*' ? wanted : wanted.filter((w) => w === there)

type Held = Omit<Reach, 'kind'> & { readonly onlyLogs: boolean }

const inLayout = (root: Root, before: string, wanted: Wanted): Held[] => {
  const reach = reachOf(root.path, before)
  if (reach === undefined || !['CloudTrail', undefined].includes(reach.kind)) return []
  return among(wanted.accounts, reach.account).flatMap((account) =>
    among(wanted.regions, reach.region).map((region) => ({
      ...reach,
      account,
      region,
      onlyLogs: reach.kind !== undefined,
    })),
  )
}

/** Files without a layout tell of no account or region but those that they are of. */
const withoutLayout = (logs: readonly Listed[], others: boolean, wanted: Wanted): Held[] => {
  const byAccount = groupBy(logs, (l) => l.claim.account)
  const accounts = wanted.accounts.length > 0 ? wanted.accounts : unique([...byAccount.keys()])
  return accounts.flatMap((account) => {
    const own = byAccount.get(account) ?? []
    const regions =
      wanted.regions.length > 0 ? wanted.regions : unique(own.map((l) => l.claim.region))
    return regions.map((region) => ({ ...EVERYTHING, account, region, onlyLogs: !others }))
  })
}

/** One file holds what its name says, of the minute of its delivery. */
const oneFile = ({ claim }: Listed): Held[] => {
  const { account, region, named, organization } = claim
  if (account === null || region === null || named === null) return []
  const times = { from: named, to: named + MINUTE }
  const folder = claim.before === null ? undefined : organization
  return [{ ...times, account, region, organization: folder, onlyLogs: true }]
}

const heldBy = (
  root: Root,
  logs: readonly Listed[],
  others: boolean,
  wanted: Wanted,
): readonly Held[] => {
  const [first] = logs
  if (first === undefined) return []
  if (root.isFile) return oneFile(first)
  const { before } = first.claim
  return before === null ? withoutLayout(logs, others, wanted) : inLayout(root, before, wanted)
}

/** Log files with the same place, and over which time they are said to be complete (R16). */
const claimsOf = (
  root: Root,
  logs: readonly Listed[],
  others: boolean,
  wanted: Wanted,
): Completeness[] => {
  const times = logs.flatMap(({ claim: { named, day } }) => named ?? day ?? [])
  if (times.length === 0) return []
  const last = times.reduce((a, b) => Math.max(a, b)) + MINUTE
  const first = startOfDay(times.reduce((a, b) => Math.min(a, b)))
  const [from, to] = [wanted.since ?? first, lastDelivery(wanted) ?? last]
  return heldBy(root, logs, others, wanted).map((held) => ({
    bucket: logs[0]?.bucket ?? null,
    prefix: logs[0]?.prefix ?? null,
    account: held.account,
    region: held.region,
    from: Math.max(from, held.from),
    to: Math.min(to, held.to, wanted.now),
    level: wanted.complete ? ('asserted' as const) : ('partial' as const),
    at: wanted.now,
    ...(held.organization === undefined ? {} : { organization: held.organization }),
    ...(held.onlyLogs ? { onlyLogs: true as const } : {}),
  }))
}

/**
 * What a folder or file is said to hold in full: nothing outside the folder of a layout that it is, and no account or
 * region that a folder without layout has no file of (R16). Files of other kinds say nothing of logs.
 */
export const completenessOf = (
  root: Root,
  objects: readonly Listed[],
  wanted: Wanted,
): Completeness[] => {
  const groups = groupBy(objects, ({ claim: { before }, bucket, prefix }) =>
    JSON.stringify([bucket, prefix, before === null ? null : liesInside(root.path, before)]),
  )
  return [...groups.values()].flatMap((group) =>
    claimsOf(
      root,
      group.filter((o) => o.claim.kind === 'log'),
      group.some((o) => o.claim.kind === 'network-activity'),
      wanted,
    ),
  )
}
