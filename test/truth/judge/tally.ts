import type { Simulated } from '../aws/simulate.ts'
import type { Asked, Classes } from '../questions/ask.ts'
import type { Question } from '../questions/types.ts'
import type { Judgement } from './judge.ts'

/** One judged answer, without the world that it was about. */
export interface Judged {
  readonly seed: number
  readonly question: Question
  readonly classes: Classes
  readonly truth: boolean
  readonly troubles: readonly string[]
  readonly judgement: Judgement
}

export interface Row {
  readonly name: string
  readonly asked: number
  readonly unseen: number
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
    unseen: all.filter((x) => x.classes.unseen).length,
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
const troublesOf = (s: Simulated): string[] => {
  const fates = s.handover.files.map((f) => f.fate).filter((fate) => fate !== 'read')
  return [
    ...new Set([
      ...fates,
      ...(s.world.failing.length > 0 ? ['delivery failing'] : []),
      ...s.world.trails.flatMap((t) => t.changes.map((c) => c.kind)),
      ...(s.snapshots.length < 2 ? ['snapshots missing'] : []),
      ...(s.handover.completeness === 'partial' ? ['partial source'] : []),
      ...(s.world.trouble === undefined ? [] : [`only: ${s.world.trouble}`]),
    ]),
  ]
}

/** What is kept of a judgement once its world is gone. */
export const recordOf = (s: Simulated, asked: Asked, judgement: Judgement): Judged => {
  const { truth: _, account: __, aboutRole: ___, ...question } = asked.question
  return {
    seed: s.world.seed,
    question,
    classes: asked.classes,
    truth: asked.facts.length > 0,
    troubles: troublesOf(s),
    judgement,
  }
}

/** Rows by question, by class of question and by fault of the world. */
export const tally = (all: readonly Judged[]): Record<string, Row[]> => {
  const grouped = (names: (x: Judged) => readonly string[]): Row[] => {
    const groups = new Map<string, Judged[]>()
    for (const x of all) {
      for (const name of names(x)) {
        const group = groups.get(name)
        if (group === undefined) groups.set(name, [x])
        else group.push(x)
      }
    }
    const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
    return sorted.map(([name, members]) => rowOf(name, members))
  }
  return {
    question: grouped((x) => [x.question.id]),
    class: grouped(({ classes, truth, judgement }) => [
      ...(classes.unseen ? ['true but unseen'] : []),
      ...(classes.derived ? ['derived or role identity'] : []),
      ...(classes.crossAccount ? ['cross account'] : []),
      truth ? 'truth is yes' : 'truth is no',
      judgement.complete ? 'evidence complete' : 'evidence incomplete',
    ]),
    'trouble in the world': grouped((x) => x.troubles),
    everything: [rowOf('all', all)],
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
