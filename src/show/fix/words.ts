import { type Form, formNames } from '../../act/fix/formats/form.ts'
import type { Elsewhere } from '../../act/fix/formats/written.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Cannot, Choice, Closed, Plan, PlanCost, Unblinded } from '../../model/plan.ts'
import { dollars, moneyText } from '../price/money.ts'

export const choiceOption = (id: Choice['id']): string => `--${id}`

/** `--notify security@example.com (observed: ...)`. */
export const choiceText = ({ id, value, from, why }: Choice): string =>
  value !== null
    ? `${id}: ${value} (${from}: ${why})`
    : from === 'asked'
      ? `${choiceOption(id)}: ${why}`
      : `${id}: none (${why})`

const signed = (usd: number): string => (usd < 0 ? `${dollars(-usd)} less` : `${dollars(usd)} more`)

/** What a plan changes of the bill, in one line. */
export const costText = ({ before, after, difference }: PlanCost): string => {
  const { low, high, likely } = difference
  const guess = likely === null ? [] : [`likely ${signed(likely)}`]
  const change =
    low !== null && high !== null
      ? low !== high
        ? [`between ${signed(low)} and ${signed(high)}`]
        : [low === 0 ? 'no change' : signed(low)]
      : [
          ...guess,
          ...(low === null
            ? ['how much it may save is not known']
            : low < 0
              ? [`at most ${signed(low)}`]
              : low < 0.01
                ? []
                : [`at least ${signed(low)}`]),
          high === null ? 'how much it may add is not known' : `at most ${signed(high)}`,
        ]
  return `${moneyText(before)} a month before, ${moneyText(after)} after: ${change.join('; ')}`
}

/** What a plan changes of the bill, and why there is no sum where there is none. */
export const costTexts = ({ cost }: Plan): readonly string[] =>
  cost !== null
    ? [costText(cost), ...cost.notes]
    : ['no trail changes, and no alarm, filter, rule, topic, log group or key is made']

/** Why things are in another form than the one that was asked for: one sentence for each reason. */
export const elsewhereTexts = (things: readonly Elsewhere[], wanted: Form): readonly string[] =>
  [...groupBy(things, (e) => `${e.kind} ${e.form} ${e.why}`).values()].flatMap((group) => {
    const [one] = group
    if (one === undefined) return []
    const { kind, name, form, why } = one
    const [what, is] =
      group.length === 1
        ? [`${kind} ${name}`, 'is']
        : [`${kind} ${name} and ${group.length - 1} more`, 'are']
    return form === null
      ? [`${what} ${is} in no form: ${why}. Do it by hand.`]
      : [`${what} ${is} in ${formNames[form]}, not in ${formNames[wanted]}: ${why}.`]
  })

const MOST_NAMES = 4

/** `account 1234..., 16 regions`: names of a list that is long are counted. */
const named = (what: string, list: string): string => {
  const names = list.split(', ')
  return names.length > MOST_NAMES ? `${names.length} ${what}s` : `${what} ${list}`
}

/** What will be recorded that was not: the first boxes, and how many more there are. */
export const unblindedText = (u: Unblinded, shown: number): string => {
  const more = u.scope.length + u.more - shown
  const boxes = u.scope.slice(0, shown).join(' or ')
  return `${named('account', u.account)}, ${named('region', u.region)}: ${boxes}${more > 0 ? `, and ${more} more` : ''}`
}

/** A finding that stays open, and why. */
export const openText = ({ check, status, resource, why, instead }: Cannot): string => {
  const reason = /[.:!?]$/.test(why) ? why : `${why}.`
  return `${check}${status === 'unknown' ? ' (unknown)' : ''} ${resource}: ${reason}${instead === undefined ? '' : ` Instead: ${instead}`}`
}

/** Findings of one check together. */
export const byCheck = (
  closed: readonly Pick<Closed, 'check'>[],
): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>()
  for (const { check } of closed) counts.set(check, (counts.get(check) ?? 0) + 1)
  return [...counts]
}
