import { shellWord } from '../../act/fix/formats/console/shell.ts'
import type { WrittenStep } from '../../act/fix/formats/written.ts'

/** What a template may be given to a call as it is (CreateStack: 51,200 bytes); a larger one goes through a bucket. */
const MOST_BYTES = 51_200

const waited = (condition: string, words: readonly string[]): readonly string[] => [
  ['aws', 'cloudformation', 'wait', condition, ...words].join(' '),
]

/** Adopts what is there into the stack: nothing of it changes by that. */
const adopted = (stack: readonly string[]): readonly string[] => {
  const set = [...stack, '--change-set-name', 'import']
  return [
    `aws cloudformation create-change-set ${[...set, '--change-set-type', 'IMPORT', '--resources-to-import', 'file://import.json', '--template-body', 'file://import.yaml'].join(' ')}`,
    ...waited('change-set-create-complete', set),
    `aws cloudformation execute-change-set ${set.join(' ')}`,
    ...waited('stack-import-complete', stack),
  ]
}

/** The commands that carry out the templates of a step, in its folder. They are for a person to run. */
export const applyLines = ({ step, folder, templates }: WrittenStep): readonly string[] =>
  templates.flatMap(({ form, content, adoption, desired }) => {
    if (form === 'terraform')
      return ['terraform init', 'terraform plan -out plan.tfplan', 'terraform apply plan.tfplan']
    // Without the number of the step: the next plan finds the same stack again.
    const name = `wholetrail-${folder.replace(/^\d+-/, '')}`.slice(0, 128)
    const stack = ['--region', shellWord(step.region), '--stack-name', shellWord(name)]
    const isLarge = new TextEncoder().encode(content).length > MOST_BYTES
    const deploy = [
      ...['aws cloudformation deploy', ...stack, '--template-file template.yaml'],
      ...(desired.some((d) => d.kind === 'role') ? ['--capabilities CAPABILITY_NAMED_IAM'] : []),
      ...(isLarge ? ['--s3-bucket A_BUCKET_FOR_TEMPLATES'] : []),
    ]
    return [...(adoption === undefined ? [] : adopted(stack)), deploy.join(' ')]
  })
