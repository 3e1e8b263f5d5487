import type { DesiredOf } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import type { EventRule } from '../../../model/snapshot/watching.ts'
import type { Place } from '../../../reason/assess/places.ts'
import type { Context } from '../remedy.ts'
import { packed } from './pack.ts'
import type { Why } from './proposal.ts'
import { type Clause, type Touchable, tamperClauses } from './tamper-clauses.ts'

/** The rule that tells of calls that blind the log, in each account and region where such calls leave records. */
export const TAMPER_RULE = 'audit-log-tampering'

/** EventBridge takes patterns of up to 2,048 characters (EventBridge user guide, quotas). */
const LONGEST_PATTERN = 2048

/** Calls, sign-ins apart; a key that is deleted in the end is an event of the service. */
const patternOf = (clauses: readonly Clause[]) => ({
  'detail-type': ['AWS API Call via CloudTrail', 'AWS Service Event via CloudTrail'],
  detail: clauses.length === 1 ? (clauses[0] ?? {}) : { $or: clauses },
})

const lengthOf = (clauses: readonly Clause[]): number => JSON.stringify(patternOf(clauses)).length

const ruleBefore = (context: Context, place: Place, name: string): EventRule | undefined =>
  context.collected.eventRules.find(
    (r) =>
      r.account === place.account &&
      r.region === place.region &&
      r.bus === 'default' &&
      r.name === name,
  )

/** Targets that are there are kept; undefined where they were not read. */
const targetsOf = (before: EventRule | undefined, topic: string): readonly string[] | undefined => {
  if (before === undefined) return [topic]
  return isKnown(before.targets) ? [...new Set([...before.targets.known, topic])] : undefined
}

/** One rule for a place, or a few where the pattern of one would be too long; or why there can be none. */
export const tamperRules = (
  context: Context,
  place: Place,
  topic: string,
  touchable: Touchable,
): readonly DesiredOf<'event-rule'>[] | Why => {
  const lots = packed(tamperClauses(touchable), lengthOf, LONGEST_PATTERN)
  const rules = lots.map((clauses, i) => {
    const name = i === 0 ? TAMPER_RULE : `${TAMPER_RULE}-${i + 1}`
    const before = ruleBefore(context, place, name)
    const targets = targetsOf(before, topic)
    return { clauses, name, state: before === undefined ? 'new' : 'existing', targets } as const
  })
  const unread = rules.find((r) => r.targets === undefined)
  if (unread !== undefined)
    return { why: `rule ${unread.name} is there, and its targets were not read` }
  return rules.map(({ clauses, name, state, targets = [topic] }) => ({
    kind: 'event-rule',
    account: place.account,
    region: place.region,
    state,
    name,
    description: 'Tells of calls that stop, change or empty the audit log',
    bus: 'default',
    pattern: patternOf(clauses),
    isEnabled: true,
    targets: [...targets],
  }))
}
