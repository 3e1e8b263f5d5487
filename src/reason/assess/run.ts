import { checkGroups, type Finding, findingStatuses, severities } from '../../model/finding.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import { once } from '../coverage/once.ts'
import type { Check, Result } from './check.ts'
import { DEFAULT_EXPECTATIONS, type Expectations } from './expectations.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { LakeFacts } from './lake-facts.ts'
import { accountOf, isUncollected } from './places.ts'
import type { World } from './world.ts'

/** One snapshot as checks see it at the time `now`. */
export const worldOf = (
  snapshot: Snapshot,
  now: Instant,
  expectations: Expectations = DEFAULT_EXPECTATIONS,
  lake?: LakeFacts,
): World => ({ snapshot, now, expectations, lake, once: once() })

const A = 'a'.charCodeAt(0)
const Z = 'z'.charCodeAt(0)

const sentence = (text: string): string => {
  const first = text.charCodeAt(0)
  return first >= A && first <= Z ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text
}

type Growing = { -readonly [K in keyof Finding]: Finding[K] }

/** What every finding has; a hundred thousand of them take half the memory when no member is there for nothing. */
const plainOf = (check: Check, result: Result): Growing => ({
  check: check.id,
  group: check.group,
  status: result.status,
  severity: result.severity ?? check.severity,
  resource: result.resource,
  account: result.account,
  region: result.region,
  reason: sentence(result.reason),
  evidence: result.evidence === undefined ? [] : [...result.evidence],
  fingerprint: fingerprintOf(check.id, result),
})

/** An account that nobody asked about has one thing to settle, whatever the check. */
const settleOf = (world: World, { settle, resource, account, status }: Result) => {
  if (status !== 'unknown' || resource !== account) return settle
  const view = accountOf(world, account)
  return view !== undefined && isUncollected(view)
    ? `Collect account ${account}: wholetrail collect --org`
    : settle
}

const findingOf = (world: World, check: Check, result: Result): Finding => {
  const finding = plainOf(check, result)
  const isPass = result.status === 'pass'
  if (isPass && result.settle === undefined) return finding
  const settle = settleOf(world, result)
  const remedy = isPass ? undefined : (result.remedy ?? check.remedy)
  if (result.regions !== undefined) finding.regions = [...result.regions]
  if (settle !== undefined) finding.settle = sentence(settle)
  if (remedy !== undefined) finding.remedy = remedy
  if (result.fix !== undefined) finding.fix = result.fix
  return finding
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const rank = <T>(order: readonly T[]): ReadonlyMap<T, number> =>
  new Map(order.map((value, i) => [value, i]))

const statusRank = rank(findingStatuses)
const severityRank = rank(severities)
const groupRank = rank(checkGroups)

const STEP = 100

/** Status before severity before causes before group, as one number. */
const rankOf = ({ isCause }: Check, { status, severity, group }: Finding): number =>
  ((statusRank.get(status) ?? 0) * STEP + (severityRank.get(severity) ?? 0)) * STEP +
  (groupRank.get(group) ?? 0) +
  (isCause === true ? 0 : STEP / 2)

/** Findings of one check that are equal in rank: a check says them almost in order. */
interface Block {
  readonly check: string
  readonly rank: number
  readonly findings: Finding[]
}

const blocksOf = (world: World, check: Check): readonly Block[] => {
  const blocks = new Map<number, Block>()
  for (const result of check.run(world)) {
    const finding = findingOf(world, check, result)
    const rank = rankOf(check, finding)
    const block = blocks.get(rank)
    if (block === undefined) blocks.set(rank, { check: check.id, rank, findings: [finding] })
    else block.findings.push(finding)
  }
  return [...blocks.values()]
}

const compareBlocks = (a: Block, b: Block): number =>
  a.rank - b.rank || compareText(a.check, b.check)

const compare = (a: Finding, b: Finding): number =>
  compareText(a.account, b.account) ||
  compareText(a.region, b.region) ||
  compareText(a.resource, b.resource) ||
  compareText(a.fingerprint, b.fingerprint)

/**
 * What the checks say of a world: failures first, then by severity, causes before what they bring about, then by
 * check, account, region and resource. The same snapshot gives the same findings in the same order. Throws nothing that a check does not throw.
 */
export const assess = (world: World, checks: readonly Check[]): readonly Finding[] =>
  checks
    .flatMap((check) => blocksOf(world, check))
    .sort(compareBlocks)
    .flatMap(({ findings }) => findings.sort(compare))
