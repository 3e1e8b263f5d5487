import type { Evidence } from '../../../model/coverage.ts'
import { distinct } from '../../../model/distinct.ts'
import { isKnown } from '../../../model/observed.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import { accountWrites } from '../../coverage/configuration-names.ts'
import { parseTrailArn } from '../../coverage/trails/arn.ts'
import { calls } from '../parts/common.ts'
import type { Obstacle, Piece } from '../question.ts'

const ORGANIZATIONS = 'organizations.amazonaws.com'
const ACCOUNT = /^\d{12}$/

const inOrganization = (evidence: Evidence): string[] =>
  evidence.snapshots.flatMap(({ organization: o }) =>
    isKnown(o) && o.known !== null
      ? [o.known.managementAccount, ...o.known.accounts.map((a) => a.id)]
      : [],
  )

const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : []

/** Accounts that were made, invited or removed: every account id that such a call names (facts/aws.md 5.5). */
const inChanges = ({ events }: Evidence): string[] =>
  events
    .filter((e) => e.source === ORGANIZATIONS && !e.failed)
    .flatMap((e) => [e.request, e.response, e.details].flatMap(texts))

/**
 * Every account that evidence speaks of: the organisation's members, those that joined or left it, where trails and
 * regions were asked, whose logs were read.
 */
export const knownAccounts = (evidence: Evidence): readonly string[] =>
  [
    ...new Set([
      ...inOrganization(evidence),
      ...inChanges(evidence),
      ...evidence.snapshots.flatMap((s) => [
        ...s.trailsListed.map((t) => t.account),
        ...s.regions.map((r) => r.account),
        ...s.trails.flatMap((t) => parseTrailArn(t.arn)?.account ?? []),
      ]),
      ...distinct(evidence.manifest.objects, (o) => o.account),
      ...evidence.events.map((e) => e.account),
    ]),
  ]
    .filter((a) => ACCOUNT.test(a))
    .sort()

/** Whatever makes an account one of ours, recorded in the accounts that list them: the management account's, or all. */
const joinings = (evidence: Evidence): Piece => {
  const managers = evidence.snapshots.flatMap(({ organization: o }) =>
    isKnown(o) && o.known !== null ? [o.known.managementAccount] : [],
  )
  const accounts = managers.length > 0 ? [...new Set(managers)] : knownAccounts(evidence)
  return { scope: calls(ORGANIZATIONS, accountWrites), places: [{ accounts }] }
}

const NO_LIST: Obstacle = {
  reason: 'configuration unknown',
  detail: 'no snapshot says which accounts there are, so that others may exist',
  remedy: 'name the accounts with --account, or collect the organisation: wholetrail collect --org',
}

/**
 * A question about all accounts needs the list of them: without one there may be more. It must be of the end of the
 * window or later, or everything that adds an account was surely recorded since: `recorded` tells.
 */
export const accountsObstacle = (
  evidence: Evidence,
  window: Interval,
  recorded: (piece: Piece, over: Interval) => boolean,
): Obstacle[] => {
  const lists = evidence.snapshots.filter((s) => isKnown(s.organization)).map((s) => s.collectedAt)
  if (lists.length === 0) return [NO_LIST]
  const last = Math.max(...lists)
  if (last >= window.to || recorded(joinings(evidence), { from: last, to: window.to })) return []
  return [
    {
      ...NO_LIST,
      detail: `the last list of accounts is of ${formatInstant(last)}, so that others may have joined since`,
      remedy:
        'name the accounts with --account, or collect the organisation again: wholetrail collect --org',
    },
  ]
}
