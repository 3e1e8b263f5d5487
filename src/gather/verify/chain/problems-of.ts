import { groupBy } from '../../../model/group-by.ts'
import type { ChainId, FileHashes, Problem } from '../../../model/verification.ts'
import { problemOf } from '../problems/problem.ts'
import type { Finding } from './finding.ts'

/** Findings that are one to the reader: the same thing, hour after hour, by the same hand. */
interface Joined {
  readonly first: Finding
  to: number
  readonly objects: string[]
  readonly hashes: FileHashes[]
}

const joined = (findings: readonly Finding[]): readonly Joined[] => {
  const runs: Joined[] = []
  for (const f of findings) {
    const last = runs.at(-1)
    if (last === undefined || f.when.from > last.to)
      runs.push({
        first: f,
        to: f.when.to,
        objects: [...f.objects],
        hashes: f.hashes == null ? [] : [f.hashes],
      })
    else {
      last.to = Math.max(last.to, f.when.to)
      for (const object of f.objects) last.objects.push(object)
      if (f.hashes != null) last.hashes.push(f.hashes)
    }
  }
  return runs
}

const sentence = ({ first, objects }: Joined): string => {
  if (first.noun === null) return first.about
  const [name = ''] = objects
  return objects.length === 1
    ? `The ${first.noun} ${name} ${first.about}.`
    : `${objects.length} ${first.noun}s, the first of them ${name}: each ${first.about}.`
}

/** Problems out of findings: what is the same in hours that touch is one problem; in the order of their times. */
export const problemsOf = (findings: readonly Finding[], chain: ChainId): readonly Problem[] => {
  const order = findings.toSorted(
    (a, b) => a.when.from - b.when.from || compare(a.objects[0] ?? '', b.objects[0] ?? ''),
  )
  const groups = groupBy(order, (f) => `${f.kind.id}\n${f.about}\n${f.by?.eventId ?? ''}`)
  return [...groups.entries()]
    .flatMap(([key, group]) => joined(group).map((run) => ({ key, run })))
    .toSorted((a, b) => a.run.first.when.from - b.run.first.when.from || compare(a.key, b.key))
    .map(({ run }) =>
      problemOf(run.first.kind, {
        chain,
        when: { from: run.first.when.from, to: run.to },
        what: sentence(run),
        objects: [...new Set(run.objects)],
        hashes: run.hashes,
        by: run.first.by,
      }),
    )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
