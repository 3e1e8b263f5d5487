import { type Desired, nameOf } from '../../../model/desired.ts'
import type { Step } from '../../../model/plan.ts'
import { cloudFormationLimit } from './cloudformation/limits.ts'
import { printCloudFormation, printImport } from './cloudformation/print.ts'
import { type ConsoleStep, consoleLimit, printConsole } from './console/print.ts'
import type { Form, Limit } from './form.ts'
import { terraformLimit } from './terraform/limits.ts'
import { printTerraform } from './terraform/print.ts'

const limits = {
  cloudformation: cloudFormationLimit,
  terraform: terraformLimit,
  console: consoleLimit,
} as const satisfies Record<Form, Limit>

/** What a form is followed by, where it cannot say something. */
const others = {
  cloudformation: ['cloudformation', 'console'],
  terraform: ['terraform', 'cloudformation', 'console'],
  console: ['console'],
} as const satisfies Record<Form, readonly Form[]>

/** A thing that the wanted form cannot say: why, and the form that says it; null: none does. */
export interface Elsewhere {
  readonly kind: Desired['kind']
  readonly name: string
  readonly why: string
  readonly form: Form | null
}

export interface Template {
  readonly form: 'cloudformation' | 'terraform'
  readonly content: string
  /** Of CloudFormation: what adopts the things that are there already. */
  readonly adoption?: { readonly template: string; readonly resources: string }
  readonly desired: readonly Desired[]
}

/** A step in the forms that say it. */
export interface WrittenStep {
  readonly step: Step
  /** `01-trust-111122223333-us-east-1`: the folder of its files. */
  readonly folder: string
  readonly templates: readonly Template[]
  readonly commands: readonly ConsoleStep[]
  /** What the commands make. */
  readonly commanded: readonly Desired[]
  readonly elsewhere: readonly Elsewhere[]
}

const templateOf = (
  form: 'cloudformation' | 'terraform',
  step: Step,
  desired: readonly Desired[],
): readonly Template[] => {
  if (desired.length === 0) return []
  if (form === 'terraform')
    return [{ form, content: printTerraform(step, step.title, desired), desired }]
  const adoption = printImport(step, step.title, desired)
  const content = printCloudFormation(step, step.title, desired)
  return [{ form, content, desired, ...(adoption === undefined ? {} : { adoption }) }]
}

const formOf = (desired: Desired, wanted: Form): Form | null =>
  others[wanted].find((form) => limits[form](desired) === undefined) ?? null

const fileName = (text: string): string => text.replace(/[^A-Za-z0-9-]+/g, '-')

const writtenStep = (step: Step, at: number, wanted: Form): WrittenStep => {
  const chosen = step.desired.map((d) => ({ d, form: formOf(d, wanted) }))
  const inForm = (form: Form): readonly Desired[] =>
    chosen.filter((c) => c.form === form).map((c) => c.d)
  const commanded = inForm('console')
  return {
    step,
    folder: `${String(at + 1).padStart(2, '0')}-${fileName(step.id)}`,
    templates: [
      ...templateOf('terraform', step, inForm('terraform')),
      ...templateOf('cloudformation', step, inForm('cloudformation')),
    ],
    commands: printConsole(commanded),
    commanded,
    elsewhere: chosen.flatMap(({ d, form }) =>
      form === wanted
        ? []
        : [{ kind: d.kind, name: nameOf(d), why: limits[wanted](d) ?? '', form }],
    ),
  }
}

/** The steps of a plan in one form, and in another one where it cannot say something. */
export const writtenSteps = (steps: readonly Step[], wanted: Form): readonly WrittenStep[] =>
  steps.map((step, i) => writtenStep(step, i, wanted))
