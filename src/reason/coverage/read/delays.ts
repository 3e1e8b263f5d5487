import { groupBy } from '../../../model/group-by.ts'
import { contains, type Intervals } from '../../../model/intervals.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { type Instant, MINUTE } from '../../../model/time.ts'
import { type Cell, cellKey } from './location.ts'

/** A log file that came later after its first event than log files are taken to come. */
export interface Late {
  readonly firstEvent: Instant
  /** Microseconds. */
  readonly delay: number
}

/** Minutes in file names are those of delivery, in steps of five (real logs of 2023). */
const NAME_STEP = 5 * MINUTE

/** The late log files of each cell. */
export const lateFiles = (
  manifest: Manifest,
  settling: number,
): ReadonlyMap<string, readonly Late[]> => {
  const late: (Late & { readonly cell: string })[] = []
  for (const { kind, outcome, account, region, named, firstEvent } of manifest.objects) {
    if (kind !== 'log' || outcome !== 'ingested' || account === null || region === null) continue
    if (named === null || firstEvent === null || named - firstEvent <= settling) continue
    late.push({
      cell: cellKey({ account, region }),
      firstEvent,
      delay: named + NAME_STEP - firstEvent,
    })
  }
  return groupBy(late, (file) => file.cell)
}

/** How long the files of a cell may take: the longest seen outside of known outages, if that is longer (R27). */
export const settlingOf = (
  late: ReadonlyMap<string, readonly Late[]>,
  cell: Cell,
  outages: Intervals,
  settling: number,
): number =>
  (late.get(cellKey(cell)) ?? [])
    .filter(({ firstEvent }) => !contains(outages, firstEvent))
    .reduce((longest, { delay }) => Math.max(longest, delay), settling)
