import type { WrittenStep } from '../../act/fix/formats/written.ts'
import type { Phase, Plan, Step } from '../../model/plan.ts'

/** Phases of services that have no region; a call still goes to one. */
const GLOBAL: ReadonlySet<Phase> = new Set(['trust', 'identities', 'guards'])

/** `account 111122223333, region eu-west-1`. */
export const placeText = ({ phase, account, region }: Step): string =>
  GLOBAL.has(phase)
    ? `account ${account}, every region (calls go to ${region})`
    : `account ${account}, region ${region}`

/** `1, 2 and 5`. */
export const listed = (texts: readonly string[]): string =>
  texts.length < 2
    ? texts.join('')
    : `${texts.slice(0, -1).join(', ')} and ${texts[texts.length - 1] ?? ''}`

const stepsText = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'step' : 'steps'} ${listed(numbers.map(String))}`

const numbersOf = (plan: Plan, isMeant: (step: Step) => boolean): readonly number[] =>
  plan.steps.flatMap((step, i) => (isMeant(step) ? [i + 1] : []))

/** `steps 1 and 3`, which must be proven before this one; undefined: none. */
export const neededText = (step: Step, plan: Plan): string | undefined => {
  const numbers = numbersOf(plan, ({ id }) => step.needs.includes(id))
  return numbers.length === 0 ? undefined : stepsText(numbers)
}

/** Which steps wait for this one; undefined: none. */
export const servesText = (step: Step, plan: Plan): string | undefined => {
  const numbers = numbersOf(plan, ({ needs }) => needs.includes(step.id))
  return numbers.length === 0
    ? undefined
    : `${stepsText(numbers)} ${numbers.length === 1 ? 'waits' : 'wait'} for it`
}

const LAST: ReadonlySet<Phase> = new Set(['clean-up', 'guards'])

/** Later steps after which a retirement cannot be undone, or not be finished; undefined: none. */
export const forbiddingText = (step: Step, plan: Plan): string | undefined => {
  const numbers = numbersOf(plan, ({ phase, needs }) => LAST.has(phase) && needs.includes(step.id))
  return numbers.length === 0 ? undefined : stepsText(numbers)
}

/** How many findings there are that a plan could close: those it closes and those that stay. */
export const failingIn = (plan: Plan): number =>
  plan.closes.length + plan.cannot.filter((c) => c.status === 'fail' && !c.isNew).length

/** Choices that nobody made, and how many findings wait for each. */
export const waitingIn = ({ choices, cannot }: Plan) =>
  choices.flatMap((choice) => {
    const waiting = cannot.filter((c) => c.needs === choice.id).length
    return choice.from === 'asked' && waiting > 0 ? [{ choice, waiting }] : []
  })

/** What of the texts of a step was not said by an earlier one, and the first step that said the rest. */
export const unsaid = (
  steps: readonly WrittenStep[],
  at: number,
  textsOf: (step: Step) => readonly string[],
): { readonly fresh: readonly string[]; readonly again: string | undefined } => {
  const first = new Map<string, number>()
  for (const [i, { step }] of steps.slice(0, at).entries())
    for (const text of textsOf(step)) if (!first.has(text)) first.set(text, i + 1)
  const own = steps[at] === undefined ? [] : textsOf(steps[at].step)
  const numbers = new Set(own.flatMap((text) => first.get(text) ?? []))
  return {
    fresh: own.filter((text) => !first.has(text)),
    again: numbers.size === 0 ? undefined : stepsText([...numbers].sort((a, b) => a - b)),
  }
}
