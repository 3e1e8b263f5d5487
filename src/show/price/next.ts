import type { Bill } from '../../model/bill.ts'
import { quoted } from '../../model/quoted.ts'
import { unboundedOf } from './largest.ts'

/** A command that goes on from here, and what it is good for. */
export interface NextStep {
  readonly command: string
  readonly why: string
}

const hasPaid = ({ copies }: Bill): boolean => copies.some((c) => !c.isFree && c.saving.high !== 0)

const hasData = ({ lines }: Bill): boolean => lines.some((l) => l.class === 'data')

/** Commands that go on from a bill. `workspace`: the one that was named, which they need as well. */
export const nextSteps = (bill: Bill, workspace?: string): readonly NextStep[] => {
  const { lines } = bill
  const steps: readonly NextStep[] = [
    ...(bill.window === null
      ? [
          {
            command: 'wholetrail ingest s3://TRAIL-BUCKET --since 30d',
            why: 'counts events instead of leaving them unknown',
          },
        ]
      : []),
    ...(unboundedOf(lines).length > 0
      ? [
          {
            command: 'wholetrail collect --org --cost-explorer',
            why: 'reads sizes, metrics and what AWS billed, where volumes are not known ($0.01 a request to Cost Explorer)',
          },
        ]
      : []),
    ...(hasPaid(bill) || hasData(bill)
      ? [
          {
            command: 'wholetrail price --optimise',
            why: 'the cheapest selectors that still record what must be recorded',
          },
        ]
      : []),
    ...(hasData(bill)
      ? []
      : [
          {
            command: 'wholetrail price --propose selectors.json',
            why: 'what recording data events would cost, before it is switched on',
          },
        ]),
    {
      command: 'wholetrail price --by resource --by principal',
      why: 'which bucket, table or function, and who',
    },
  ]
  return workspace === undefined
    ? steps
    : steps.map((s) => ({ ...s, command: `${s.command} --workspace ${quoted(workspace)}` }))
}
