import { groupBy } from '../../../model/group-by.ts'
import { type Manual, type Phase, phases, type Step } from '../../../model/plan.ts'
import type { Draft } from './draft.ts'
import { needsOf } from './needs.ts'
import { proofsOf } from './proofs.ts'
import { titleOf } from './title.ts'
import type { Wish } from './wishes.ts'

interface At {
  readonly phase: Phase
  readonly account: string
  readonly region: string
}

const idOf = ({ phase, account, region }: At): string => `${phase}-${account}-${region}`

/** The same sentence is said once. */
const unique = (manuals: readonly Manual[]): Manual[] => [
  ...new Map(manuals.map((m) => [`${m.text} ${(m.command ?? []).join(' ')}`, m])).values(),
]

type Unordered = Omit<Step, 'needs'>

const stepOf = (at: At, wishes: readonly Wish[], notes: Draft['notes'], partition: string) => {
  const desired = wishes.map((wish) => wish.desired)
  const said = (which: 'before' | 'after' | 'proof') => notes.flatMap((note) => note[which] ?? [])
  return {
    id: idOf(at),
    phase: at.phase,
    account: at.account,
    region: at.region,
    title: titleOf(desired),
    remedies: [
      ...new Set([...wishes.flatMap((wish) => wish.remedies), ...notes.map((n) => n.remedy)]),
    ],
    desired,
    before: unique(said('before')),
    after: unique(said('after')),
    proof: unique([...said('proof'), ...desired.flatMap((d) => proofsOf(partition, d))]),
    risks: [...new Set(notes.flatMap((note) => note.risks ?? []))],
  } satisfies Unordered
}

const compare = (a: At, b: At): number =>
  phases.indexOf(a.phase) - phases.indexOf(b.phase) || (idOf(a) < idOf(b) ? -1 : 1)

/** The steps of a plan in the order in which they are carried out: by phase, then by account and region. */
export const stepsOf = ({ wishes, notes, snapshot }: Draft): readonly Step[] => {
  const wishesAt = groupBy([...wishes.values()], (w) => idOf({ ...w.desired, phase: w.phase }))
  const notesAt = groupBy(notes, idOf)
  const places = new Map<string, At>([
    ...notes.map((n): [string, At] => [idOf(n), n]),
    ...[...wishes.values()].map(({ desired: { account, region }, phase }): [string, At] => [
      idOf({ phase, account, region }),
      { phase, account, region },
    ]),
  ])
  const steps = [...places.values()]
    .sort(compare)
    .map((at) =>
      stepOf(at, wishesAt.get(idOf(at)) ?? [], notesAt.get(idOf(at)) ?? [], snapshot.partition),
    )
  const needs = needsOf(steps)
  return steps.map((step) => ({ ...step, needs: [...(needs.get(step.id) ?? [])] }))
}
