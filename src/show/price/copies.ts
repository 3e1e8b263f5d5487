import type { Bill, CopyReport } from '../../model/bill.ts'
import { groupBy } from '../../model/group-by.ts'
import { type Range, sum } from '../../model/range.ts'
import type { Table } from '../format/table.ts'
import { dearer } from './groups.ts'
import { moneyText, volumeText } from './money.ts'
import { trailName } from './words.ts'

/** What one trail's copies of management events add, over all accounts and regions. */
export interface TrailCopies {
  readonly trail: string
  /** Accounts and regions in which its copy is taken for the free one, and in which it is a further one. */
  readonly free: number
  readonly further: number
  readonly recorded: Range
  readonly alone: Range
  readonly repeated: Range
  /** Of removing this trail, and no other. */
  readonly saving: Range
}

const gathered = (trail: string, own: readonly CopyReport[]): TrailCopies => ({
  trail,
  free: own.filter((c) => c.isFree).length,
  further: own.filter((c) => !c.isFree).length,
  recorded: sum(own.map((c) => c.recorded)),
  alone: sum(own.map((c) => c.alone)),
  repeated: sum(own.map((c) => c.repeated)),
  saving: sum(own.map((c) => c.saving)),
})

/** Copies by trail, the one whose removal saves most first. */
export const copiesByTrail = ({ copies }: Pick<Bill, 'copies'>): readonly TrailCopies[] =>
  [...groupBy(copies, (c) => c.trail)]
    .map(([trail, own]) => gathered(trail, own))
    .filter(({ recorded }) => recorded.high !== 0)
    .toSorted((a, b) => a.free - b.free || dearer(a.saving, b.saving))

const standing = ({ free, further }: TrailCopies): string =>
  further === 0 ? 'free' : free === 0 ? 'paid' : `free in ${free}, paid in ${further}`

/** Which copies there are, which of them is free, and what each alone adds. */
export const copiesTable = (copies: readonly TrailCopies[]): Table => ({
  columns: ['trail', 'copy', 'recorded', 'nowhere else', 'saved without it'],
  rows: copies.map((c) => [
    trailName(c.trail),
    standing(c),
    volumeText(c.recorded, 'event'),
    volumeText(c.alone, 'event').replace(/ events?$/, ''),
    c.free > 0 && c.saving.high === 0 ? '$0' : moneyText(c.saving),
  ]),
})
