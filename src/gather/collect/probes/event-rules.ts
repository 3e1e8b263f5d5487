import type { EventBus, Rule, Target } from '@aws-sdk/client-eventbridge'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { EventRule } from '../../../model/snapshot/watching.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere, wasAnswered } from './listing.ts'
import { readKnown } from './map/answer.ts'
import { mayMatchCalls, patternOf, targetsOf } from './map/event-rule.ts'

interface Found {
  readonly rules: readonly EventRule[]
  readonly listed: Observed<true>
}

const read = async (place: Place, bus: string, rule: Rule): Promise<EventRule | undefined> => {
  const { Arn: arn, Name: name, State: state } = rule
  const pattern = patternOf(rule)
  if (arn === undefined || name === undefined || state === undefined) return undefined
  if (pattern === undefined || !mayMatchCalls(pattern)) return undefined
  const readAt = place.now()
  const targets = await listAll<Target>(place, ['eventbridge', 'ListTargetsByRule', 'Targets'], {
    Rule: name,
    EventBusName: bus,
  })
  return {
    account: place.account,
    region: place.region,
    readAt,
    arn,
    name,
    bus,
    state,
    pattern,
    targets: readKnown(targets, targetsOf),
  }
}

const onBus = async (place: Place, bus: string): Promise<Found> => {
  const rules = await listAll<Rule>(place, ['eventbridge', 'ListRules', 'Rules'], {
    EventBusName: bus,
  })
  if ('unknown' in rules) return { rules: [], listed: rules }
  const unread = rules.known.find(
    (rule) => (rule.EventPattern ?? '') !== '' && patternOf(rule) === undefined,
  )
  const rows = await Promise.all(rules.known.map((rule) => read(place, bus, rule)))
  return {
    rules: rows.filter((row) => row !== undefined),
    listed:
      unread === undefined
        ? { known: true }
        : { unknown: 'error', detail: `the pattern of the rule ${unread.Name} is not JSON` },
  }
}

/** A rule on EventBridge is told of a call within seconds, whether or not any trail records it. */
export const eventRules = {
  id: 'event-rules',
  reads:
    'EventBridge rules that may match calls recorded by CloudTrail, on every bus, and their targets.',
  step: 'lists',
  reach: 'region',
  calls: [
    { service: 'eventbridge', operation: 'ListEventBuses', action: 'events:ListEventBuses' },
    { service: 'eventbridge', operation: 'ListRules', action: 'events:ListRules' },
    {
      service: 'eventbridge',
      operation: 'ListTargetsByRule',
      action: 'events:ListTargetsByRule',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const buses = await listAll<EventBus>(
      place,
      ['eventbridge', 'ListEventBuses', 'EventBuses'],
      {},
    )
    const names = isKnown(buses) ? buses.known.flatMap((bus) => bus.Name ?? []) : []
    const found = await Promise.all(names.map((bus) => onBus(place, bus)))
    const unread = found.map((f) => f.listed).find((listed) => 'unknown' in listed)
    return {
      eventRules: found.flatMap((f) => f.rules),
      listings: [listedHere('event-rules', place, readAt, unread ?? wasAnswered(buses))],
    }
  },
} as const satisfies Probe
