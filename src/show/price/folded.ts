import type { BillLine } from '../../model/bill.ts'
import { groupBy } from '../../model/group-by.ts'
import { type Range, sum } from '../../model/range.ts'
import { dearer, groupsOf } from './groups.ts'

/** Lines that are charged to one account for one reason: over regions, classes and principals. */
export interface Folded {
  /** The dearest of them. */
  readonly line: BillLine
  readonly usd: Range
  readonly volume: Range
  readonly regions: readonly string[]
  /** Who made most of it, with the share; empty where nobody did. */
  readonly who: readonly { readonly name: string; readonly share: number }[]
  /** What makes it uncertain: sentences, each once. */
  readonly uncertainty: readonly string[]
}

const keyOf = (l: BillLine): string =>
  [l.account, l.trail, l.item, l.type, l.resource, l.why, l.volume.source].join('\t')

const MOST = 3
const LEAST_SHARE = 0.05

const whoOf = (lines: readonly BillLine[]): Folded['who'] => {
  const total = sum(lines.map((l) => l.volume.perMonth)).likely ?? 0
  const named = lines.filter((l) => l.principal !== null)
  if (total === 0) return []
  return groupsOf(named, 'principal')
    .map(({ name, lines: own }) => ({
      name,
      share: (sum(own.map((l) => l.volume.perMonth)).likely ?? 0) / total,
    }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .slice(0, MOST)
}

/** The lines of a bill as people read them, dearest first; what costs nothing is left out. */
export const foldedLines = (lines: readonly BillLine[]): readonly Folded[] =>
  [
    ...groupBy(
      lines.filter((l) => l.usd.high !== 0),
      keyOf,
    ).values(),
  ]
    .flatMap((own): readonly Folded[] => {
      const [line] = own.toSorted((a, b) => dearer(a.usd, b.usd))
      if (line === undefined) return []
      const uncertainty = new Set(own.map((l) => l.volume.uncertainty).filter((s) => s !== ''))
      return [
        {
          line,
          usd: sum(own.map((l) => l.usd)),
          volume: sum(own.map((l) => l.volume.perMonth)),
          regions: [...new Set(own.map((l) => l.region))].sort(),
          who: whoOf(own),
          uncertainty: [...uncertainty],
        },
      ]
    })
    .toSorted((a, b) => dearer(a.usd, b.usd))
