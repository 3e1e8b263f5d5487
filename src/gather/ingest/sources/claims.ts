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

/** What the log files of one place come to. */
interface Logs {
  first: Listed | undefined
  /** When the first and the last of them was delivered: the minute of its name, or its day. */
  from: number
  to: number
  /** Whether there are files of network activity beside them. */
  others: boolean
  /** The regions of each account, as the names of the files have them. */
  readonly regions: Map<string, Set<string>>
}

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
const withoutLayout = ({ regions: own, others }: Logs, wanted: Wanted): Held[] => {
  const accounts = wanted.accounts.length > 0 ? wanted.accounts : [...own.keys()]
  return accounts.flatMap((account) => {
    const regions = wanted.regions.length > 0 ? wanted.regions : [...(own.get(account) ?? [])]
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

const heldBy = (root: Root, first: Listed, logs: Logs, wanted: Wanted): readonly Held[] => {
  if (root.isFile) return oneFile(first)
  const { before } = first.claim
  return before === null ? withoutLayout(logs, wanted) : inLayout(root, before, wanted)
}

/** Log files with the same place, and over which time they are said to be complete (R16). */
const claimsOf = (root: Root, logs: Logs, wanted: Wanted): Completeness[] => {
  const { first } = logs
  if (first === undefined || logs.from > logs.to) return []
  const from = wanted.since ?? startOfDay(logs.from)
  const to = lastDelivery(wanted) ?? logs.to + MINUTE
  return heldBy(root, first, logs, wanted).map((held) => ({
    bucket: first.bucket,
    prefix: first.prefix,
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

const noLogs = (): Logs => ({
  first: undefined,
  from: Number.POSITIVE_INFINITY,
  to: Number.NEGATIVE_INFINITY,
  others: false,
  regions: new Map(),
})

const addLog = (logs: Logs, object: Listed): void => {
  logs.first ??= object
  const { named, day, account, region } = object.claim
  const time = named ?? day
  if (time !== null) {
    logs.from = Math.min(logs.from, time)
    logs.to = Math.max(logs.to, time)
  }
  if (account === null) return
  const regions = logs.regions.get(account) ?? new Set()
  logs.regions.set(account, regions)
  if (region !== null) regions.add(region)
}

/**
 * What a folder or file is said to hold in full: nothing outside the folder of a layout that it is, and no account or
 * region that a folder without layout has no file of (R16). Files of other kinds say nothing of logs.
 */
export const completenessOf = (root: Root, wanted: Wanted) => {
  const groups = new Map<string, Logs>()
  return {
    add: (object: Listed): void => {
      const { bucket, prefix, claim } = object
      const inside = claim.before === null ? null : liesInside(root.path, claim.before)
      const key = JSON.stringify([bucket, prefix, inside])
      const logs = groups.get(key) ?? noLogs()
      groups.set(key, logs)
      if (claim.kind === 'network-activity') logs.others = true
      if (claim.kind === 'log') addLog(logs, object)
    },
    claims: (): Completeness[] => [...groups.values()].flatMap((l) => claimsOf(root, l, wanted)),
  }
}
