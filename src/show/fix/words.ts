import { type Form, formNames } from '../../act/fix/formats/form.ts'
import type { Elsewhere } from '../../act/fix/formats/written.ts'
import type { Choice, Closed, PlanCost } from '../../model/plan.ts'
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
  const change =
    low !== null && high !== null && low === high
      ? low === 0
        ? 'no change'
        : signed(low)
      : low === null || high === null
        ? `${likely === null ? 'a change that is not known' : `likely ${signed(likely)}`}`
        : `between ${signed(low)} and ${signed(high)}`
  return `${moneyText(before)} a month before, ${moneyText(after)} after: ${change}`
}

/** Why something is in another form than the one that was asked for. */
export const elsewhereText = ({ kind, name, why, form }: Elsewhere, wanted: Form): string =>
  form === null
    ? `${kind} ${name} is in no form: ${why}. Do it by hand.`
    : `${kind} ${name} is in ${formNames[form]}, not in ${formNames[wanted]}: ${why}.`

/** Findings of one check together. */
export const byCheck = (closed: readonly Closed[]): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>()
  for (const { check } of closed) counts.set(check, (counts.get(check) ?? 0) + 1)
  return [...counts]
}
