import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { denied, REGION, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { type Judged, resultsFor } from '../../per-account.ts'
import { type AccountView, accountsOf } from '../../places.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { some, whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

const judgeRegion = (world: World, account: string, region: string): Judged => {
  const recorders = recordersAt(world, { account, region })
  const on = recorders.filter((r) => r.state === 'recording')
  const unsure = recorders.filter((r) => r.state === 'unknown')
  const said = (on.length > 0 ? on : unsure.length > 0 ? unsure : recorders).map(
    ({ name, why }) => `${name}: ${why}`,
  )
  return {
    region,
    judgement: {
      status: on.length > 0 ? 'covered' : unsure.length > 0 ? 'unknown' : 'missed',
      by: on,
      residual: [],
      left: [],
      why: said.length === 0 ? 'no trail works there' : some(said),
      settle: unsure[0]?.settle ?? 'collect again',
    },
  }
}

const unlisted = ({ account, enabled }: AccountView): Result => ({
  status: 'unknown',
  resource: account,
  account,
  region: 'global',
  reason: `which regions account ${account} has enabled is not known: ${whyUnknown(enabled)}`,
  settle: `read ec2:DescribeRegions or account:ListRegions in ${account}`,
})

const judgeAccount = (world: World, view: AccountView): readonly Result[] => {
  const judged = view.regions.map((region) => judgeRegion(world, view.account, region))
  if (!judged.some((j) => j.judgement.status === 'covered')) return []
  const results = resultsFor(view, judged, 'events')
  if (isKnown(view.enabled)) return results
  return [...results.filter((r) => r.status !== 'pass'), unlisted(view)]
}

/** An account with no recorder at all is one fault of another check. */
export const regionNotRecorded: Check = {
  id: 'region-not-recorded',
  group: 'existence',
  title: 'Every enabled region of an account has a recorder',
  why: 'Intruders start machines where nobody looks. A trail of one region sees nothing of the others.',
  severity: 'high',
  references: {
    cis: ['v3.0.0/3.1', 'v6/4.1'],
    securityHub: ['CloudTrail.1'],
    aws: [pages.multiRegion],
  },
  remedy: 'organization-trail',
  note: 'Several trails of one region each are as good as one of all regions. Accounts without any recorder are reported by account-without-recorder only.',
  run: (world) => accountsOf(world).flatMap((view) => judgeAccount(world, view)),
  examples: {
    pass: { says: 'a healthy multi-region trail', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'a trail of one region in an account with two',
      snapshot: snapshotOf({ trails: [trailOf({ config: { isMultiRegion: false } })] }),
      expect: 'fail',
    },
    unknown: {
      says: 'a trail of one region, and the trails of the other could not be listed',
      snapshot: snapshotOf({
        trails: [trailOf({ config: { isMultiRegion: false } })],
        trailsListed: snapshotOf().trailsListed.map((l) =>
          l.region === REGION ? l : { ...l, listed: denied },
        ),
      }),
      expect: 'unknown',
    },
  },
}
