import type { Finding, RemedyId } from '../../../model/finding.ts'
import type { Choice, ChoiceId } from '../../../model/plan.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { failing, sameThing } from '../../../reason/assess/standing.ts'
import { after } from '../after.ts'
import type { Note, Proposal, Refusal, Remedy } from '../remedy.ts'
import type { Blocked, PlanInput } from './input.ts'
import { type Wishes, wishing } from './wishes.ts'

/** What all remedies want together. */
export interface Draft {
  readonly wishes: Wishes
  readonly notes: readonly (Note & { readonly remedy: RemedyId })[]
  readonly refused: ReadonlyMap<string, Refusal>
  /** The remedy after which something was found first, by `sameThing`; empty where nobody asked. */
  readonly broughtBy: ReadonlyMap<string, RemedyId>
  /** Choices that something which is wanted stands on. */
  readonly chosen: ReadonlySet<ChoiceId>
  /** What each remedy was given. */
  readonly tried: ReadonlyMap<RemedyId, readonly Finding[]>
  readonly snapshot: Snapshot
  /** What is found on it, by all checks. */
  readonly findings: readonly Finding[]
}

/** What a round stands on. */
interface Round {
  readonly input: PlanInput
  readonly choices: readonly Choice[]
  readonly blocked: Blocked
  /** Whether it is to be found out which remedy brings about what: all checks are asked after each of them. */
  readonly isTraced: boolean
}

const desiredOf = (wishes: Wishes) => [...wishes.values()].map((wish) => wish.desired)

const given = (draft: Draft, { id }: Remedy, { input, blocked }: Round): readonly Finding[] => {
  const { assess, snapshot, wanted = () => true } = input
  const found = draft.snapshot === snapshot ? draft.findings : assess(draft.snapshot, id)
  return found.filter(
    (f) =>
      f.status === 'fail' &&
      f.remedy === id &&
      wanted(f) &&
      blocked.get(id)?.has(f.fingerprint) !== true,
  )
}

/** Things in an account and region that were read: nobody could say where to make others. */
const isPlaced = ({ account, region }: { readonly account: string; readonly region: string }) =>
  /^\d{12}$/.test(account) && /^[a-z]{2}[a-z-]*-\d+$/.test(region)

const UNPLACED = {
  why: 'The account or region that it lies in was not read',
  instead: 'Collect the account that owns it',
}

const placed = (proposal: Proposal, findings: readonly Finding[]): Proposal =>
  proposal.desired.every(isPlaced) && proposal.notes.every(isPlaced)
    ? proposal
    : {
        ...proposal,
        desired: proposal.desired.filter(isPlaced),
        notes: proposal.notes.filter(isPlaced),
        refused: [
          ...findings.map(({ fingerprint }) => ({ fingerprint, ...UNPLACED })),
          ...proposal.refused,
        ],
      }

/** What a remedy brings about that was not found before it. */
const traced = (draft: Draft, remedy: RemedyId, found: readonly Finding[]) => {
  const broughtBy = new Map(draft.broughtBy)
  const had = new Set(failing(draft.findings).map(sameThing))
  for (const f of failing(found))
    if (!had.has(sameThing(f)) && !broughtBy.has(sameThing(f))) broughtBy.set(sameThing(f), remedy)
  return broughtBy
}

/** One more remedy: it sees what those before it leave. */
const next = (draft: Draft, remedy: Remedy, round: Round): Draft => {
  const { input, choices } = round
  const findings = given(draft, remedy, round)
  if (findings.length === 0) return draft
  const asked = new Set<ChoiceId>()
  const proposal = placed(
    remedy.propose({
      snapshot: draft.snapshot,
      collected: input.snapshot,
      findings,
      now: input.now,
      choice: (id) => {
        asked.add(id)
        return choices.find((c) => c.id === id)?.value ?? null
      },
    }),
    findings,
  )
  const refused = new Map([
    ...draft.refused,
    ...proposal.refused.map((r) => [r.fingerprint, r] as const),
  ])
  const tried = new Map(draft.tried).set(remedy.id, findings)
  const notes = [...draft.notes, ...proposal.notes.map((note) => ({ ...note, remedy: remedy.id }))]
  const said = { ...draft, refused, tried, notes }
  if (proposal.desired.length === 0) return said
  const chosen = new Set([...draft.chosen, ...asked])
  const wishes = wishing(draft.wishes, remedy.id, proposal.desired, proposal.phase)
  const snapshot = after(input.snapshot, desiredOf(wishes), input.now)
  if (!round.isTraced) return { ...said, chosen, wishes, snapshot }
  const found = input.assess(snapshot)
  const broughtBy = traced(draft, remedy.id, found)
  return { ...said, chosen, wishes, snapshot, findings: found, broughtBy }
}

/** All remedies in turn, each on what the ones before it leave. */
export const drafted = (found: readonly Finding[], round: Round): Draft => {
  const { input, isTraced } = round
  const start: Draft = {
    wishes: new Map(),
    notes: [],
    refused: new Map(),
    broughtBy: new Map(),
    chosen: new Set(),
    tried: new Map(),
    snapshot: input.snapshot,
    findings: found,
  }
  const draft = input.remedies.reduce<Draft>((one, remedy) => next(one, remedy, round), start)
  return isTraced || draft.snapshot === input.snapshot
    ? draft
    : { ...draft, findings: input.assess(draft.snapshot) }
}
