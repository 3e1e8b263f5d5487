import { z } from 'zod'
import type { Form } from '../../act/fix/formats/form.ts'
import { forms } from '../../act/fix/formats/form.ts'
import type { WrittenStep } from '../../act/fix/formats/written.ts'
import { nameOf } from '../../model/desired.ts'
import { type Plan, planSchema, stepSchema } from '../../model/plan.ts'
import type { PlanFile } from './files.ts'

/** What `fix --json` prints. */
export const fixPartSchema = planSchema.omit({ steps: true }).extend({
  form: z.enum(forms),
  steps: z.array(
    stepSchema.omit({ desired: true }).extend({
      makes: z.array(
        z.strictObject({
          kind: z.string(),
          name: z.string(),
          state: z.enum(['new', 'existing']),
        }),
      ),
      folder: z.string(),
      elsewhere: z
        .array(
          z.strictObject({
            kind: z.string(),
            name: z.string(),
            why: z.string(),
            form: z.enum(forms).nullable(),
          }),
        )
        .meta({ description: 'what the form cannot say, and the form that does; null: none' }),
    }),
  ),
  files: z
    .array(z.strictObject({ path: z.string(), content: z.string() }))
    .meta({ description: 'empty with --plan' }),
})

export const fixPart = (
  { steps, ...plan }: Plan,
  form: Form,
  written: readonly WrittenStep[],
  files: readonly PlanFile[],
) => ({
  ...plan,
  form,
  steps: steps.map(({ desired, ...step }, i) => ({
    ...step,
    makes: desired.map((d) => ({ kind: d.kind, name: nameOf(d), state: d.state })),
    folder: written[i]?.folder ?? '',
    elsewhere: written[i]?.elsewhere ?? [],
  })),
  files,
})
