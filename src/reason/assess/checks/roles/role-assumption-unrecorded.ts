import type { Scope } from '../../../../model/scope.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, type Subject, unsettled } from '../../inventory/say.ts'
import { inRegions } from '../../per-account.ts'
import { type AccountView, accountName, accountsOf } from '../../places.ts'
import { type Judgement, judge } from '../../recording/judge.ts'
import { missedBy, restartOf } from '../../recording/missed-by.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

/** Calls that hand out a role: reads, all of them. */
const assumptions: Scope = {
  boxes: [
    {
      fields: {
        eventCategory: { Equals: ['Management'] },
        eventSource: { Equals: ['sts.amazonaws.com'] },
        eventName: { Equals: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'] },
        readOnly: { Equals: ['true'] },
      },
    },
  ],
}

interface Judged {
  readonly region: string
  readonly judgement: Judgement
}

const resultOf = (
  world: World,
  subject: Subject,
  name: string,
  judged: readonly Judged[],
): Result => {
  const of = (status: Judgement['status']) => judged.filter((j) => j.judgement.status === status)
  const missed = of('missed')
  const open = of('unknown')
  const regions = (list: readonly Judged[]): string => some(list.map((j) => j.region))
  const why = (list: readonly Judged[]): string => list[0]?.judgement.why ?? ''
  if (missed.length > 0) {
    const by = missed.map(({ region }) =>
      missedBy(world, { account: subject.account, region }, assumptions),
    )
    const where = inRegions(
      missed.map((j) => j.region),
      judged.map((j) => j.region),
    )
    return {
      ...failed(
        subject,
        `Who assumes which role in account ${name} is not recorded ${where}: ${by[0]?.why}`,
        [...new Set(missed.map((j) => j.judgement.why))],
      ),
      ...restartOf(by),
      regions: missed.map((j) => j.region),
    }
  }
  return open.length > 0
    ? {
        ...unsettled(
          subject,
          `Whether it is recorded who assumes which role in account ${name} is not known in ${regions(open)}: ${why(open)}`,
          open[0]?.judgement.settle ?? 'Collect the trails of the account',
        ),
        regions: open.map((j) => j.region),
      }
    : passed(subject, `Who assumes which role in account ${name} is recorded in every region`)
}

const judgeAccount = (world: World, view: AccountView): readonly Result[] => {
  const { account, regions } = view
  const subject = { resource: account, account, region: 'global' }
  if (regions.length === 0)
    return [
      unsettled(
        subject,
        `Whether role assumptions in account ${accountName(world, account)} are recorded is not known, because its regions are not`,
        `Collect account ${account}`,
      ),
    ]
  // an account without any recorder has a finding of its own
  const places = regions
    .map((region) => ({ account, region }))
    .filter((place) => recordersAt(world, place).some((r) => r.state !== 'not-recording'))
  if (places.length === 0) return []
  const judged = places.map((place) => ({
    region: place.region,
    judgement: judge(world, place, assumptions),
  }))
  return [resultOf(world, subject, accountName(world, account), judged)]
}

export const roleAssumptionUnrecorded: Check = {
  id: 'role-assumption-unrecorded',
  group: 'roles',
  title: 'It is recorded who assumes which role',
  why: 'AssumeRole is a read. A trail that leaves reads out shows what temporary credentials did, and never whose they were.',
  severity: 'high',
  references: { aws: [pages.sourceIdentity, pages.bestPractices] },
  remedy: 'trail-selectors',
  note: 'Judged in each enabled region from all recorders together: the call is recorded in the region of the endpoint that was asked.',
  run: (world) =>
    accountsOf(world)
      .filter((a) => a.member?.status !== 'SUSPENDED')
      .flatMap((view) => judgeAccount(world, view)),
  examples: {
    pass: { says: 'A trail with reads and writes.', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'A trail with writes only.',
      snapshot: snapshotOf({
        trails: [
          trailOf({
            selectors: known({
              EventSelectors: [
                { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, DataResources: [] },
              ],
            }),
          }),
        ],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'The selectors of the trail could not be read.',
      snapshot: snapshotOf({ trails: [trailOf({ selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
