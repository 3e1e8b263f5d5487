import type { BillLine } from '../../model/bill.ts'
import { groupBy } from '../../model/group-by.ts'
import { add, type Range, sum } from '../../model/range.ts'
import { classNames, itemNames, trailName } from './words.ts'

/** What the lines of a bill can be summed by. */
export const dimensions = [
  'item',
  'account',
  'region',
  'trail',
  'class',
  'resource',
  'principal',
] as const
export type Dimension = (typeof dimensions)[number]

/** What stands for the lines that a dimension does not apply to. */
const without = {
  item: '',
  account: '',
  region: '',
  trail: '(shared by several trails, or by none)',
  class: '(not by event)',
  resource: '(no resource, or many small ones)',
  principal: '(no principal, or many small ones)',
} as const satisfies Readonly<Record<Dimension, string>>

const names = {
  item: (line) => itemNames[line.item],
  account: (line) => line.account,
  region: (line) => line.region,
  trail: (line) => (line.trail === null ? null : trailName(line.trail)),
  class: (line) => (line.class === null ? null : classNames[line.class]),
  resource: (line) => line.resource,
  principal: (line) => line.principal,
} as const satisfies Readonly<Record<Dimension, (line: BillLine) => string | null>>

/** Two trails of one name are told apart by where they are. */
const keyOf = (dimension: Dimension, line: BillLine): string => line[dimension] ?? ''

/** Lines that belong together, and what they cost. */
export interface Group {
  readonly name: string
  readonly usd: Range
  readonly lines: readonly BillLine[]
}

/** Of a range of which nobody knows what is likely, the most counts: it must not be overlooked. */
const weight = ({ low, high, likely }: Range): number => likely ?? high ?? low

/** By what is likely, then by what it is at most; what has no bound comes first among equals. */
export const dearer = (a: Range, b: Range): number =>
  weight(b) - weight(a) ||
  (b.high ?? Number.POSITIVE_INFINITY) - (a.high ?? Number.POSITIVE_INFINITY) ||
  0

const withPlace = (name: string, { trail }: BillLine): string => {
  const [, , , region, account] = trail?.split(':') ?? []
  return region === undefined ? name : `${name} (${account}, ${region})`
}

/** The sums of a bill by one dimension, dearest first. */
export const groupsOf = (lines: readonly BillLine[], dimension: Dimension): readonly Group[] => {
  const groups = [...groupBy(lines, (line) => keyOf(dimension, line)).values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const name = names[dimension](first) ?? without[dimension]
    return { name, usd: sum(own.map((line) => line.usd)), lines: own }
  })
  const isTwice = (name: string) => groups.filter((g) => g.name === name).length > 1
  return groups
    .map((g) => {
      const [first] = g.lines
      return dimension === 'trail' && first !== undefined && isTwice(g.name)
        ? { ...g, name: withPlace(g.name, first) }
        : g
    })
    .toSorted((a, b) => dearer(a.usd, b.usd))
}

/** The volume of lines of one unit together; undefined where they are not of one. */
export const volumeOf = (lines: readonly BillLine[]) => {
  const [first, ...more] = lines
  if (first === undefined || more.some((l) => l.volume.unit !== first.volume.unit)) return undefined
  return {
    perMonth: more.reduce((total, l) => add(total, l.volume.perMonth), first.volume.perMonth),
    unit: first.volume.unit,
  }
}
