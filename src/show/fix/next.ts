import type { Form } from '../../act/fix/formats/form.ts'
import type { Plan } from '../../model/plan.ts'
import { choiceOption } from './words.ts'

/** Commands that come next. */
export const nextAfter = (plan: Plan, out: string | undefined, form: Form): readonly string[] => {
  const asked = plan.choices
    .filter((c) => c.from === 'asked')
    .map((c) => `${choiceOption(c.id)} ...`)
  const as = form === 'cloudformation' ? '' : ` --as ${form}`
  return [
    ...(asked.length === 0 ? [] : [`wholetrail fix${as} ${asked.join(' ')}`]),
    ...(plan.steps.length === 0
      ? []
      : out === undefined
        ? [`wholetrail fix${as} --out fix`]
        : ['wholetrail collect && wholetrail assess   (after each step)']),
  ]
}
