import type { Finding, RemedyId } from '../../../model/finding.ts'
import type { Choice, ChoiceId } from '../../../model/plan.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { failing, sameThing } from '../../../reason/assess/standing.ts'
import { after } from '../after.ts'
import type { Note, Proposal, Refusal, Remedy } from '../remedy.ts'
import type { Blocked, PlanInput } from './input.ts'
import { leavingWith, RETIRES, turnsOf } from './turns.ts'
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
  /** Things that go: nothing is done for them until they are gone. */
  readonly goes?: ReadonlySet<string>
}

const desiredOf = (wishes: Wishes) => [...wishes.values()].map((wish) => wish.desired)

const given = (draft: Draft, { id }: Remedy, round: Round): readonly Finding[] => {
  const { input, blocked, goes } = round
  const { assess, snapshot, wanted = () => true } = input
  const found = draft.snapshot === snapshot ? draft.findings : assess(draft.snapshot, id)
  return found.filter(
    (f) =>
      f.status === 'fail' &&
      f.remedy === id &&
      wanted(f) &&
      (id === RETIRES || goes?.has(f.resource) !== true) &&
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
  const again = new Set(findings.map((f) => f.fingerprint))
  const refused = new Map([
    ...[...draft.refused].filter(([fingerprint]) => !again.has(fingerprint)),
    ...proposal.refused.map((r) => [r.fingerprint, r] as const),
  ])
  const before = draft.tried.get(remedy.id) ?? []
  const tried = new Map(draft.tried).set(remedy.id, [...before, ...findings])
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

const retiredBy = ({ wishes }: Draft): ReadonlySet<string> =>
  new Set(desiredOf(wishes).flatMap((d) => (d.kind === 'retired-trail' ? [d.arn] : [])))

interface Turned {
  readonly draft: Draft
  /** Whether a trail goes that could not go before others were mended. */
  readonly isLate: boolean
}

const inTurn = (found: readonly Finding[], round: Round): Turned => {
  const { input } = round
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
  const turns = turnsOf(input.remedies)
  const last = turns.findLastIndex((r) => r.id === RETIRES)
  const [before, from] = [turns.slice(0, Math.max(0, last)), turns.slice(Math.max(0, last))]
  const mended = before.reduce((draft, remedy) => next(draft, remedy, round), start)
  const { goes: _, ...gone } = round
  const draft = from.reduce((one, remedy) => next(one, remedy, gone), mended)
  return { draft, isLate: retiredBy(draft).size > retiredBy(mended).size }
}

/**
 * All remedies in turn, each on what the ones before it leave. A trail that can go only because the one that stays is
 * mended is mended itself by then: all is thought of once more, and nothing is done for what goes, unless it stays then.
 */
const thought = (found: readonly Finding[], round: Round): Draft => {
  const { draft, isLate } = inTurn(found, round)
  if (!isLate) return draft
  const gone = retiredBy(draft)
  const goes = leavingWith(round.input.snapshot, gone)
  const again = inTurn(found, { ...round, goes }).draft
  const stillGone = retiredBy(again)
  return [...gone].every((arn) => stillGone.has(arn)) ? again : draft
}

/** What all remedies want together, and what is found when it is there. */
export const drafted = (found: readonly Finding[], round: Round): Draft => {
  const { input, isTraced } = round
  const draft = thought(found, round)
  return isTraced || draft.snapshot === input.snapshot
    ? draft
    : { ...draft, findings: input.assess(draft.snapshot) }
}
