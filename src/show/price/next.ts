import type { Bill } from '../../model/bill.ts'
import { quoted } from '../../model/quoted.ts'
import { copiesByTrail } from './copies.ts'
import type { Dimension } from './groups.ts'
import { unboundedOf } from './largest.ts'
import { trailName } from './words.ts'

/** A command that goes on from here, and what it is good for. */
export interface NextStep {
  readonly command: string
  readonly why: string
}

const hasPaid = ({ copies }: Bill): boolean => copies.some((c) => !c.isFree && c.saving.high !== 0)

const hasData = ({ lines }: Bill): boolean => lines.some((l) => l.class === 'data')

/** The trail that would be missed least: a further copy everywhere, of which nothing is recorded by it alone. */
const extraTrail = (bill: Bill): string | undefined =>
  copiesByTrail(bill).find(
    ({ free, alone, saving }) => free === 0 && alone.high === 0 && saving.high !== 0,
  )?.trail

const withoutTrail = (trail: string): NextStep => ({
  command: 'wholetrail price --propose remove.json',
  why: `what goes with trail ${trailName(trail)} and what is saved, where remove.json is {"Remove": ["${trailName(trail)}"]}`,
})

const BY = ['resource', 'principal'] as const satisfies readonly Dimension[]

/**
 * Commands that go on from a bill. `by`: what it is summed by already. `workspace`: the one that was named, which they
 * need as well.
 */
export const nextSteps = (
  bill: Bill,
  by: readonly Dimension[],
  workspace?: string,
): readonly NextStep[] => {
  const extra = extraTrail(bill)
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
    ...(extra === undefined ? [] : [withoutTrail(extra)]),
    ...(hasData(bill)
      ? []
      : [
          {
            command: 'wholetrail price --propose selectors.json',
            why: 'what recording data events would cost, before it is switched on',
          },
        ]),
    ...(BY.every((dimension) => by.includes(dimension))
      ? []
      : [
          {
            command: 'wholetrail price --by resource --by principal',
            why: 'which bucket, table or function, and who',
          },
        ]),
  ]
  return workspace === undefined
    ? steps
    : steps.map((s) => ({ ...s, command: `${s.command} --workspace ${quoted(workspace)}` }))
}
