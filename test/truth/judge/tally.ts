import type { Simulated } from '../aws/simulate.ts'
import type { Asked } from '../questions/ask.ts'
import type { Judgement } from './judge.ts'

export interface Judged {
  readonly simulated: Simulated
  readonly asked: Asked
  readonly judgement: Judgement
}

export interface Row {
  readonly name: string
  readonly asked: number
  readonly yes: number
  readonly verifiedNo: number
  readonly configuredNo: number
  readonly cannotKnow: number
  readonly excused: number
  readonly faults: number
  readonly missed: number
}

const rowOf = (name: string, all: readonly Judged[]): Row => {
  const count = (test: (j: Judgement) => boolean) => all.filter((x) => test(x.judgement)).length
  return {
    name,
    asked: all.length,
    yes: count((j) => j.verdict === 'yes'),
    verifiedNo: count((j) => j.verdict === 'no' && j.assurance === 'verified'),
    configuredNo: count((j) => j.verdict === 'no' && j.assurance !== 'verified'),
    cannotKnow: count((j) => j.verdict === 'cannot-know'),
    excused: count((j) => j.excused !== undefined),
    faults: count((j) => j.fault !== undefined),
    missed: count((j) => j.missed),
  }
}

/** The kinds of trouble in a world: file faults and what else can hide an event. */
const troubles = (s: Simulated): string[] => {
  const fates = s.handover.files.map((f) => f.fate).filter((fate) => fate !== 'read')
  return [
    ...fates,
    ...(s.world.failing.length > 0 ? ['delivery failing'] : []),
    ...s.world.trails.flatMap((t) => t.changes.map((c) => c.kind)),
    ...(s.snapshots.length < 2 ? ['snapshots missing'] : []),
    ...(s.handover.completeness === 'partial' ? ['partial source'] : []),
  ]
}

/** Rows by question, by class of question and by fault of the world. */
export const tally = (all: readonly Judged[]): Record<string, Row[]> => {
  const grouped = (names: (x: Judged) => readonly string[]): Row[] => {
    const groups = new Map<string, Judged[]>()
    for (const x of all) {
      for (const name of new Set(names(x))) groups.set(name, [...(groups.get(name) ?? []), x])
    }
    return [...groups].toSorted().map(([name, members]) => rowOf(name, members))
  }
  return {
    question: grouped((x) => [x.asked.question.id]),
    class: grouped(({ asked: { classes, facts }, judgement }) => [
      ...(classes.unseen ? ['true but unseen'] : []),
      ...(classes.derived ? ['derived or role identity'] : []),
      ...(classes.crossAccount ? ['cross account'] : []),
      facts.length > 0 ? 'truth is yes' : 'truth is no',
      judgement.complete ? 'evidence complete' : 'evidence incomplete',
    ]),
    fault: grouped((x) => troubles(x.simulated)),
    all: [rowOf('all', all)],
  }
}

/** Share of questions with complete evidence that were answered yes or no. */
export const decisiveness = (all: readonly Judged[]): number => {
  const complete = all.filter((x) => x.judgement.complete)
  const decided = complete.filter(
    ({ judgement: { verdict } }) => verdict === 'yes' || verdict === 'no',
  )
  return complete.length === 0 ? 1 : decided.length / complete.length
}
