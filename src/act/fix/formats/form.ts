import type { Desired } from '../../../model/desired.ts'

/** The forms in which a plan is written. */
export const forms = ['cloudformation', 'terraform', 'console'] as const
export type Form = (typeof forms)[number]

export const formNames = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  console: 'commands.md',
} as const satisfies Record<Form, string>

/** Why a thing cannot be written in a form, as a sentence without its full stop; undefined: it can. */
export type Limit = (desired: Desired) => string | undefined

/** The first limit that speaks. */
export const firstOf =
  (...limits: readonly Limit[]): Limit =>
  (desired) => {
    for (const limit of limits) {
      const why = limit(desired)
      if (why !== undefined) return why
    }
    return undefined
  }
