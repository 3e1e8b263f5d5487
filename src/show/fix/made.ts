import { type Desired, nameOf } from '../../model/desired.ts'
import { groupBy } from '../../model/group-by.ts'
import type { PlanCost } from '../../model/plan.ts'
import { priceOf, unpriced } from '../../model/prices.ts'
import { add, NONE, type Range, sum, UNKNOWN } from '../../model/range.ts'
import { moneyText } from '../price/money.ts'
import { costText } from './words.ts'

type Unpriced = keyof typeof unpriced

const names = {
  alarm: ['alarm', 'alarms'],
  'metric-filter': ['metric filter', 'metric filters'],
  'event-rule': ['rule', 'rules'],
  topic: ['topic', 'topics'],
  'log-group': ['log group', 'log groups'],
} as const satisfies Readonly<Record<Unpriced, readonly [string, string]>>

const isUnpriced = (kind: string): kind is Unpriced => Object.hasOwn(unpriced, kind)

/** `15 new alarms (charged: each alarm, by the month)`. */
const unknownText = (kind: Unpriced, things: readonly Desired[]): string => {
  const [one, many] = names[kind]
  const [first] = things
  const what =
    things.length === 1 && first !== undefined
      ? `${one} ${nameOf(first)}`
      : `${things.length} new ${many}`
  return `${what} (charged: ${unpriced[kind].charged})`
}

/** What things add to the bill, US dollars a month, and why. */
interface Things {
  readonly usd: Range
  readonly notes: readonly string[]
}

/**
 * What the new things of a plan cost a month, but for trails and where they deliver. A kind without a price is unknown,
 * by name. Keys are left out where the replay of the trails has priced them (`hasReplay`).
 */
export const costOfThings = (desired: readonly Desired[], hasReplay: boolean): Things => {
  const fresh = desired.filter((d) => d.state === 'new')
  const keys = hasReplay ? [] : fresh.filter((d) => d.kind === 'kms-key')
  const ofKeys = sum(keys.map((d) => priceOf('kms-key', d.region).usd))
  const kinds = groupBy(
    fresh.flatMap((d) => (isUnpriced(d.kind) ? [{ kind: d.kind, d }] : [])),
    ({ kind }) => kind,
  )
  const unknown = [...kinds].map(([kind, group]) =>
    unknownText(
      kind,
      group.map(({ d }) => d),
    ),
  )
  const isOne = keys.length === 1
  return {
    usd: unknown.length === 0 ? ofKeys : add(ofKeys, UNKNOWN),
    notes: [
      ...(keys.length === 0
        ? []
        : [
            `${keys.length} new ${isOne ? 'key' : 'keys'}: ${moneyText(ofKeys)} a month; requests to ${isOne ? 'it' : 'them'} come on top.`,
          ]),
      ...(unknown.length === 0
        ? []
        : [`What these cost is not known, and it is not nothing: ${unknown.join('; ')}.`]),
    ],
  }
}

const UNREPLAYED: PlanCost = {
  before: UNKNOWN,
  after: UNKNOWN,
  difference: { low: null, high: null, likely: null },
  notes: ['What the trails cost is not known: no events were ingested (wholetrail ingest).'],
}

const NO_TRAIL: PlanCost = {
  before: NONE,
  after: NONE,
  difference: NONE,
  notes: ['No trail changes: the sums are those of what the plan makes.'],
}

/**
 * The cost of a plan: that of its trails, where they were replayed, with what it makes besides. Null where it touches
 * nothing that is charged, as far as is known.
 */
export const planCost = (
  trails: PlanCost | undefined,
  desired: readonly Desired[],
  hasTrails: boolean,
): PlanCost | null => {
  const things = costOfThings(desired, trails !== undefined)
  if (trails === undefined && !hasTrails && things.notes.length === 0) return null
  const base = trails ?? (hasTrails ? UNREPLAYED : NO_TRAIL)
  const { low, high, likely } = base.difference
  const more = add({ low: low ?? 0, high, likely }, things.usd)
  const cost: PlanCost = {
    before: base.before,
    after: add(base.after, things.usd),
    difference: { ...more, low: low === null ? null : more.low },
    notes: [...things.notes, ...base.notes],
  }
  const alone = trails === undefined ? undefined : costText(trails)
  return alone === undefined || alone === costText(cost)
    ? cost
    : {
        ...cost,
        notes: [`The trails alone, with their storage and keys: ${alone}.`, ...cost.notes],
      }
}
