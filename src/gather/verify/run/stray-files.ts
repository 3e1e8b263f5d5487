import { groupBy } from '../../../model/group-by.ts'
import type { Instant } from '../../../model/time.ts'
import type { UnattestedFile } from '../../../model/verification.ts'
import type { Desk } from './desk.ts'
import type { JudgedCellChain } from './judge-cell.ts'
import type { CellPlaces } from './places.ts'
import type { ListedFile } from './read-files.ts'
import { isSharedUnvalidated } from './shared-place.ts'
import { unattestedOf } from './unattested.ts'

/**
 * Log files that no digest names, each by the trails that write to its own place: one bucket says nothing of another. Of
 * chosen trails only their own places are asked about.
 */
export const strayFiles = (
  { options, known }: Desk,
  cell: CellPlaces,
  files: readonly ListedFile[],
  judged: readonly JudgedCellChain[],
  asOf: Instant,
): readonly UnattestedFile[] =>
  [...groupBy(files, (file) => file.place)].flatMap(([place, own]) => {
    const here = judged.filter((chain) => chain.digests.some((d) => d.place === place))
    // Chains of which nothing is left wrote to one of these places: an earlier run saw them.
    const writers = here.length > 0 ? here : judged.filter((chain) => chain.digests.length === 0)
    if (writers.length === 0 && options.trails !== undefined) return []
    return unattestedOf(own, {
      asOf,
      slots: writers.flatMap((chain) => chain.judged.slots),
      isSharedUnvalidated: isSharedUnvalidated({ ...cell, places: [place] }, known.snapshots),
    })
  })
