import type { Evidence } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import { parseTrailArn } from '../../coverage/trails/arn.ts'
import type { Obstacle } from '../question.ts'

const ACCOUNT = /^\d{12}$/

const inOrganization = (evidence: Evidence): string[] =>
  evidence.snapshots.flatMap(({ organization: o }) =>
    isKnown(o) && o.known !== null
      ? [o.known.managementAccount, ...o.known.accounts.map((a) => a.id)]
      : [],
  )

/** Every account that evidence speaks of: the organisation's members, where trails and regions were asked, whose logs were read. */
export const knownAccounts = (evidence: Evidence): readonly string[] =>
  [
    ...new Set([
      ...inOrganization(evidence),
      ...evidence.snapshots.flatMap((s) => [
        ...s.trailsListed.map((t) => t.account),
        ...s.regions.map((r) => r.account),
        ...s.trails.flatMap((t) => parseTrailArn(t.arn)?.account ?? []),
      ]),
      ...evidence.manifest.objects.flatMap((o) => o.account ?? []),
      ...evidence.events.map((e) => e.account),
    ]),
  ]
    .filter((a) => ACCOUNT.test(a))
    .sort()

/** A question about all accounts needs the list of them: without one there may be more. */
export const accountsObstacle = (evidence: Evidence): Obstacle[] =>
  evidence.snapshots.some((s) => isKnown(s.organization))
    ? []
    : [
        {
          reason: 'configuration unknown',
          detail: 'no snapshot says which accounts there are, so that others may exist',
          remedy: 'name the accounts with --account, or add a snapshot of the organisation',
        },
      ]
