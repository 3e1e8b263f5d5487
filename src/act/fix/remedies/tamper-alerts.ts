import type { Finding } from '../../../model/finding.ts'
import { groupBy } from '../../../model/group-by.ts'
import { globalRecordsOf } from '../../../model/regions.ts'
import type { Place } from '../../../reason/assess/places.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { accountAlerts } from '../parts/account-alerts.ts'
import { alarmProof } from '../parts/log-alert.ts'
import { itemOf } from '../parts/monitored-items.ts'
import { NOTHING, refusal, together } from '../parts/proposal.ts'
import { WHY_BOTH } from '../parts/silence.ts'
import { silencesAt } from '../parts/silences-at.ts'
import { TAMPER_RULE, tamperRules } from '../parts/tamper-rules.ts'
import { alertTopic } from '../parts/topic.ts'
import { globalRecordRegions, touchableAt } from '../parts/touchable.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

const NEEDS_A_TRAIL =
  'EventBridge is given calls only where a trail records them: the rule is deaf in a region where none logs'

/** Where records of global services may be anywhere, and the rule asks for them in each region that it is in. */
const unplaced = (world: World, isGlobal: boolean): readonly string[] => {
  const { partition } = world.snapshot
  return isGlobal && globalRecordsOf(partition) === undefined
    ? [
        `In which region of ${partition} calls of IAM and Organizations leave their records is not documented: the rules ask for them in each region that they are in. Make such a call once and see that one of them tells of it`,
      ]
    : []
}

const ruleAt = (
  context: Context,
  world: World,
  place: Place,
  findings: readonly Finding[],
): Proposal => {
  const topic = alertTopic(context, place)
  if ('why' in topic) return refusal(findings, topic)
  const touchable = touchableAt(world, place)
  const rules = tamperRules(context, place, topic.arn, touchable)
  if ('why' in rules) return refusal(findings, rules)
  const silences = silencesAt(context, world, place, topic.arn)
  return {
    desired: [...topic.desired, ...rules, ...silences],
    notes: [
      { phase: 'channels', ...place, after: topic.after, proof: topic.proof },
      {
        phase: 'alerts',
        ...place,
        proof: [
          {
            text: `See that rule ${TAMPER_RULE} is enabled in ${place.region} of account ${place.account}; it has fired when its metric TriggeredRules counts`,
            command: [
              ...['aws', 'events', 'describe-rule', '--region', place.region],
              ...['--name', TAMPER_RULE],
            ],
            ...place,
          },
          ...silences.map(({ name }) => alarmProof(name, place)),
        ],
        risks: [NEEDS_A_TRAIL, WHY_BOTH, ...unplaced(world, touchable.isGlobal)],
      },
    ],
    refused: [],
  }
}

/**
 * Where calls of IAM, Organizations and account settings may leave their records, beside the places of trails, buckets
 * and keys themselves (facts/aws.md 3.8).
 */
const globalPlaces = (world: World, accounts: readonly string[]): readonly Place[] =>
  accounts
    .flatMap((account) =>
      globalRecordRegions(world, account).map((region) => ({ account, region })),
    )
    .filter((place) => {
      const { isMember, isOrganization, logRoles } = touchableAt(world, place)
      return isMember || isOrganization || logRoles.length > 0
    })

const inPlaces = (
  context: Context,
  world: World,
  findings: readonly Finding[],
): readonly Proposal[] => {
  const places = groupBy(findings, (f) => JSON.stringify([f.account, f.region]))
  const global = globalPlaces(world, [...new Set(findings.map((f) => f.account))])
    .filter((p) => !places.has(JSON.stringify([p.account, p.region])))
    .map((place) => ruleAt(context, world, place, []))
  return [
    ...[...places.values()].map((here) => {
      const [first] = here
      return first === undefined
        ? NOTHING
        : ruleAt(context, world, { account: first.account, region: first.region }, here)
    }),
    ...global,
  ]
}

export const tamperAlerts: Remedy = {
  id: 'tamper-alerts',
  title: 'Tell someone of every call that stops, changes or empties the log',
  why: 'An intruder with rights blinds the log first. A rule in each account and region where such calls leave their record tells who did it, within minutes.',
  cannot: [
    'Somebody has to confirm the subscription: no template can.',
    'A rule hears only calls that a trail records; an alarm on silence stands beside it for the rest.',
    'An account without a rule of its own that leaves the organisation, or shuts a region, is not heard by one: the service control policy denies leaving, and a metric filter on the log group of the organisation trail hears of it (cis-monitoring-organization-changes).',
    'Whoever may delete the rule and its topic can silence it: a service control policy guards them in member accounts, and few people in the management account.',
  ],
  propose: (context) => {
    const world = worldOf(context.snapshot, context.now)
    const items = context.findings.filter((f) => itemOf(f) !== undefined)
    const things = context.findings.filter((f) => itemOf(f) === undefined)
    return together([
      ...inPlaces(context, world, things),
      ...[...groupBy(items, (f) => f.account)].map(([account, findings]) =>
        accountAlerts(context, world, account, findings),
      ),
    ])
  },
}
