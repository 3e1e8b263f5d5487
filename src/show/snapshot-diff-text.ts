import type { SnapshotChange } from '../reason/assess/diff/diff.ts'
import { plural } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import type { Table } from './format/table.ts'

const WORDS: Readonly<Record<SnapshotChange['effect'], string>> = {
  'records-less': 'records less',
  unknown: 'cannot be told',
  'records-other': 'records other events',
  'records-more': 'records more',
  same: 'records the same',
}
const ORDER = Object.keys(WORDS) as readonly SnapshotChange['effect'][]

const lines = (change: SnapshotChange): readonly string[] => [
  `  ${change.what}${change.place === '' ? '' : ` (${change.place})`}`,
  `    before  ${change.before}`,
  `    after   ${change.after}`,
  `    ${change.detail}`,
]

/** What changed in what is recorded, the losses first. */
export const snapshotDiffText = (changes: readonly SnapshotChange[]): string =>
  changes.length === 0
    ? 'nothing changed in what is recorded'
    : ORDER.flatMap((effect) => {
        const here = changes.filter((c) => c.effect === effect)
        if (here.length === 0) return []
        return [`${WORDS[effect]}: ${plural(here.length, 'change')}`, ...here.flatMap(lines)]
      })
        .map(safe)
        .join('\n')

export const snapshotDiffTable = (changes: readonly SnapshotChange[]): Table => ({
  columns: ['effect', 'what', 'place', 'before', 'after', 'detail'],
  rows: changes.map((c) => [c.effect, c.what, c.place, c.before, c.after, c.detail]),
})
