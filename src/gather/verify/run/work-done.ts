import type { FileCounts, Slot, WorkDone } from '../../../model/verification.ts'
import type { JudgedChain } from '../chain/judge.ts'
import type { FoundFile } from '../digest/found.ts'

const noFiles: FileCounts = { named: 0, hashed: 0, remembered: 0, absent: 0, unread: 0 }

export const noWork: WorkDone = { digests: 0, signatures: 0, links: 0, joined: 0, files: noFiles }

/** What became of each log file that a digest names. */
export const fileCounts = (found: Iterable<FoundFile>): FileCounts => {
  const counts = { ...noFiles }
  for (const file of found) {
    counts.named += 1
    if (file.status === 'found' && file.remembered === true) counts.remembered += 1
    else if (file.status === 'found' || file.status === 'malformed') counts.hashed += 1
    else if (file.status === 'absent') counts.absent += 1
    else counts.unread += 1
  }
  return counts
}

/** A digest that a chain begins with, or begins anew with, names none before it. */
const hasLink = ({ digest, link }: Slot): boolean =>
  digest !== null && link !== 'start' && link !== 'restart'

/** What was checked of a judged chain, but for its log files. */
export const workOn = ({ slots, backfill, checked }: JudgedChain): WorkDone => {
  const linked = [...slots, ...backfill].filter(hasLink)
  const joined = linked.filter((s) => s.link === 'linked').length
  return { ...checked, links: linked.length, joined, files: noFiles }
}

const sumOfFiles = (a: FileCounts, b: FileCounts): FileCounts => ({
  named: a.named + b.named,
  hashed: a.hashed + b.hashed,
  remembered: a.remembered + b.remembered,
  absent: a.absent + b.absent,
  unread: a.unread + b.unread,
})

export const sumOfWork = (all: Iterable<WorkDone>): WorkDone => {
  let sum = noWork
  for (const one of all)
    sum = {
      digests: sum.digests + one.digests,
      signatures: sum.signatures + one.signatures,
      links: sum.links + one.links,
      joined: sum.joined + one.joined,
      files: sumOfFiles(sum.files, one.files),
    }
  return sum
}
