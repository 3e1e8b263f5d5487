import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, AT, denied, known, REGION, snapshotOf, trailOf } from '../../given.ts'
import { unsettled } from '../../inventory/say.ts'
import { pages } from '../../pages.ts'
import { inRegions, type Judged } from '../../per-account.ts'
import { type AccountView, accountsOf } from '../../places.ts'
import { judge } from '../../recording/judge.ts'
import { wereListed } from '../../recording/listings.ts'
import { dataEventsOf } from '../../recording/scopes.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

/** Types that have a check of their own. */
const ELSEWHERE = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']

/** Types in use, by account, and the regions where: those of the resources that were listed, and those of the logs. */
const typesOf = (world: World): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> => {
  const accounts = new Map<string, Map<string, Set<string>>>()
  const add = (account: string, type: string, regions: readonly string[]) => {
    if (ELSEWHERE.includes(type)) return
    const types = accounts.get(account) ?? new Map<string, Set<string>>()
    types.set(type, new Set([...(types.get(type) ?? []), ...regions]))
    accounts.set(account, types)
  }
  for (const { account, type, region } of world.snapshot.resources) add(account, type, [region])
  const regions = new Map(accountsOf(world).map((a) => [a.account, a.regions]))
  for (const { account, type } of world.lake?.resourceTypes ?? [])
    add(account, type, regions.get(account) ?? [])
  return accounts
}

const judgeType = (world: World, account: string, type: string, regions: readonly string[]) => {
  const scope = dataEventsOf(type)
  const judged = regions.map((region): Judged => {
    const judgement = judge(world, { account, region }, scope)
    return { region, judgement }
  })
  const base = { resource: account, account, region: 'global', facet: type }
  const missed = judged.filter((j) => j.judgement.status === 'missed')
  const unknown = judged.filter((j) => j.judgement.status === 'unknown')
  const [worst] = missed.length > 0 ? missed : unknown
  if (worst === undefined)
    return { ...base, status: 'pass', reason: `data events of ${type} are recorded` } as const
  const isMissed = missed.length > 0
  const where = (isMissed ? missed : unknown).map((j) => j.region)
  return {
    ...base,
    status: isMissed ? ('fail' as const) : ('unknown' as const),
    reason: `data events of ${type}, which account ${account} uses, ${isMissed ? 'are not' : 'may not be'} recorded ${inRegions(where, regions)}: ${worst.judgement.why}`,
    evidence: worst.judgement.left.slice(0, 3),
    ...(isMissed ? {} : { settle: worst.judgement.settle ?? 'collect again' }),
  }
}

const unlisted = (world: World, { account, regions }: AccountView): readonly Result[] => {
  const unread = regions.filter(
    (region) => !wereListed(world, 'tagged-resources', { account, region }),
  )
  return unread.length === 0
    ? []
    : [
        unsettled(
          { resource: account, account, region: 'global' },
          `which other resources account ${account} has was not read in ${some(unread)}`,
          `read tag:GetResources in every region of ${account}`,
        ),
      ]
}

const run = (world: World): readonly Result[] => {
  const types = typesOf(world)
  return accountsOf(world).flatMap((view) => [
    ...[...(types.get(view.account) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, regions]) => judgeType(world, view.account, type, [...regions].sort())),
    ...(isKnown(view.reached) ? unlisted(world, view) : []),
  ])
}

const queue = {
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  type: 'AWS::SQS::Queue',
  arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:orders`,
}

export const otherDataEventsUnrecorded: Check = {
  id: 'other-data-events-unrecorded',
  group: 'data-events',
  title: 'Data events are recorded for every other type of resource in use',
  why: 'Queues, topics, models, volumes: most services have data events by now, and none is recorded by default.',
  severity: 'info',
  references: { aws: [pages.dataEvents] },
  remedy: 'trail-selectors',
  note: 'Types of resources that were listed, and types that management events in the lake show to be in use. One finding for each account and type. Few want all of them: it is a list to choose from.',
  run,
  examples: {
    pass: {
      says: 'a queue, and a selector for queues',
      snapshot: snapshotOf({
        resources: [queue],
        trails: [
          trailOf({
            selectors: known({
              AdvancedEventSelectors: [
                {
                  FieldSelectors: [
                    { Field: 'eventCategory', Equals: ['Data'] },
                    { Field: 'resources.type', Equals: [queue.type] },
                  ],
                },
              ],
            }),
          }),
        ],
      }),
      expect: 'pass',
    },
    fail: {
      says: 'a queue, management events only',
      snapshot: snapshotOf({ resources: [queue] }),
      expect: 'fail',
    },
    unknown: {
      says: 'the selectors of the trail were denied',
      snapshot: snapshotOf({ resources: [queue], trails: [trailOf({ selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
