import type { Bill } from '../../../model/bill.ts'
import type { Exclusion } from '../../../model/goal.ts'
import { sum } from '../../../model/range.ts'
import { TERRAFORM_FIELDS } from '../../../model/terraform-fields.ts'
import type { Shaped } from './change.ts'

const unsaidInTerraform = ({ now }: Shaped): readonly string[] => [
  ...new Set(
    (now.selectors?.AdvancedEventSelectors ?? [])
      .flatMap((s) => s.FieldSelectors.map((f) => f.Field))
      .filter((field) => !TERRAFORM_FIELDS.has(field)),
  ),
]

/** What stands beside an optimisation: what does not add up with it, and which form of code can say it. */
export const notesOf = (
  exclusions: readonly Exclusion[],
  before: Bill,
  shaped: readonly Shaped[],
): readonly string[] => [
  ...[...new Set(exclusions.filter((e) => e.kind === 'kms-reads').map((e) => e.trail))].map(
    (trail) => {
      const whole = sum(before.copies.filter((c) => c.trail === trail).map((c) => c.saving))
      const usd =
        whole.likely === null
          ? 'more'
          : whole.likely < 0.01
            ? 'under $0.01 a month'
            : `$${whole.likely.toFixed(2)} a month`
      return `Removing the copy of management events of ${trail} altogether saves ${usd} instead; the two do not add up (price --propose with {"Remove": ["${trail.replace(/^.*\//, '')}"]} says what goes with it)`
    },
  ),
  ...shaped.flatMap((one) => {
    const fields = unsaidInTerraform(one)
    return fields.length === 0
      ? []
      : [
          `Terraform cannot say ${fields.join(', ')}: trail ${one.now.arn.name} needs CloudFormation or the command line`,
        ]
  }),
  ...(shaped.some(({ now, base }) => now.config?.recursiveLogging !== base.config?.recursiveLogging)
    ? ['RecursiveLogging is set by UpdateTrail; neither CloudFormation nor Terraform can say it']
    : []),
]
