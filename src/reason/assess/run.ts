import { checkGroups, type Finding, findingStatuses, severities } from '../../model/finding.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import { once } from '../coverage/once.ts'
import type { Check, Result } from './check.ts'
import { DEFAULT_EXPECTATIONS, type Expectations } from './expectations.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { LakeFacts } from './lake-facts.ts'
import type { World } from './world.ts'

/** One snapshot as checks see it at the time `now`. */
export const worldOf = (
  snapshot: Snapshot,
  now: Instant,
  expectations: Expectations = DEFAULT_EXPECTATIONS,
  lake?: LakeFacts,
): World => ({ snapshot, now, expectations, lake, once: once() })

const SMALL = /^[a-z]/

const sentence = (text: string): string =>
  SMALL.test(text) ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text

const findingOf = (check: Check, result: Result): Finding => ({
  check: check.id,
  group: check.group,
  status: result.status,
  severity: result.severity ?? check.severity,
  resource: result.resource,
  account: result.account,
  region: result.region,
  reason: sentence(result.reason),
  evidence: [...(result.evidence ?? [])],
  ...(result.settle === undefined ? {} : { settle: sentence(result.settle) }),
  ...(check.remedy === undefined || result.status === 'pass' ? {} : { remedy: check.remedy }),
  fingerprint: fingerprintOf(check.id, result),
})

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const rank = <T>(order: readonly T[]): ReadonlyMap<T, number> =>
  new Map(order.map((value, i) => [value, i]))

const statusRank = rank(findingStatuses)
const severityRank = rank(severities)
const groupRank = rank(checkGroups)

interface Ranked {
  readonly finding: Finding
  readonly rank: number
}

const STEP = 100

/** Status before severity before group, as one number. */
const ranked = (finding: Finding): Ranked => {
  const { status, severity, group } = finding
  const ranks = [statusRank.get(status), severityRank.get(severity), groupRank.get(group)]
  return { finding, rank: ranks.reduce<number>((sum, r) => sum * STEP + (r ?? 0), 0) }
}

const compare = ({ finding: a, rank }: Ranked, { finding: b, rank: other }: Ranked): number =>
  rank - other ||
  compareText(a.check, b.check) ||
  compareText(a.account, b.account) ||
  compareText(a.region, b.region) ||
  compareText(a.resource, b.resource) ||
  compareText(a.fingerprint, b.fingerprint)

/**
 * What the checks say of a world, failures first, then by severity, check, account, region and resource. The same
 * snapshot gives the same findings in the same order. Throws nothing that a check does not throw.
 */
export const assess = (world: World, checks: readonly Check[]): readonly Finding[] =>
  checks
    .flatMap((check) => check.run(world).map((result) => ranked(findingOf(check, result))))
    .sort(compare)
    .map(({ finding }) => finding)
