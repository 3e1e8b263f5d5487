import type { ObjectName } from '../../../model/digest.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import {
  type FileCounts,
  isProven,
  type Problem,
  type UnattestedFile,
  type VerifiedChain,
  type WorkDone,
} from '../../../model/verification.ts'
import type { JudgedCellChain } from './judge-cell.ts'
import { type Counts, countSlots, noCounts, verifiedChain } from './verified-chain.ts'
import { noWork, sumOfWork, workOn } from './work-done.ts'

/** What a cell came to. Its slots are in the ledger, and packed in the report. */
export interface CellResult {
  readonly chains: readonly VerifiedChain[]
  readonly problems: readonly Problem[]
  readonly unattested: readonly UnattestedFile[]
  readonly notInLake: readonly ObjectName[]
  readonly counts: Counts
  /** The time over which its chains were judged; `null`: there are none. */
  readonly window: Interval | null
  /** Where the first proven hour of each trail begins, by ARN. */
  readonly begins: ReadonlyMap<string, Instant>
  /** ARNs of the trails that have digests here; `null`: the cell could not be listed. */
  readonly arns: ReadonlySet<string> | null
  readonly done: WorkDone
  /** Names of all trails that have digests here, asked for or not; absent: no folder was looked into. */
  readonly trailsHere?: readonly string[]
}

export const hullOf = (windows: readonly Interval[]): Interval | null =>
  windows.length === 0
    ? null
    : {
        from: windows.reduce((least, w) => Math.min(least, w.from), Number.POSITIVE_INFINITY),
        to: windows.reduce((most, w) => Math.max(most, w.to), Number.NEGATIVE_INFINITY),
      }

const beginOf = ({ id, judged }: JudgedCellChain): [string, Instant][] => {
  const first = judged.slots.find(isProven)
  return id.arn === null || first === undefined ? [] : [[id.arn, first.from]]
}

/** What the judged chains of a cell come to, with what else was found there. */
export const cellResult = (
  judged: readonly JudgedCellChain[],
  besides: Pick<CellResult, 'problems' | 'unattested' | 'notInLake'>,
  files: FileCounts = noWork.files,
): CellResult => {
  const counts = noCounts()
  for (const { judged: chain } of judged) {
    countSlots(counts, chain.slots)
    countSlots(counts, chain.backfill)
  }
  return {
    ...besides,
    chains: judged.map(verifiedChain),
    problems: [...judged.flatMap((j) => j.judged.problems), ...besides.problems],
    counts,
    window: hullOf(judged.map((j) => j.window)),
    begins: new Map(judged.flatMap(beginOf)),
    done: { ...sumOfWork(judged.map((j) => workOn(j.judged))), files },
    arns: new Set(judged.flatMap((j) => j.id.arn ?? [])),
  }
}

/** A cell of which nothing is known. */
export const unknownCell = (problem: Problem): CellResult => ({
  ...cellResult([], { problems: [problem], unattested: [], notInLake: [] }),
  arns: null,
})
