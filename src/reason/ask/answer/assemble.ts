import type { Assumption } from '../../../model/coverage.ts'
import { formatInstant, type Instant, type Interval } from '../../../model/time.ts'
import type { Answer, AnswerPart } from '../../../model/verdict.ts'
import { limitsOf } from '../../limits/list.ts'
import { notFollowed } from '../../limits/not-followed.ts'
import type { ActorOf } from '../actors.ts'
import { originsOf } from '../origins.ts'
import type { Asked, Part, Question } from '../question.ts'
import { shownEvent } from '../shown.ts'
import { ownAssumptions } from './assumptions.ts'
import type { Ruling } from './judge.ts'
import { keyOwner } from './key-owner.ts'
import { derivedStep } from './left-out.ts'
import { coverageStep, historyStep, verifyStep } from './next.ts'
import { notesOf } from './notes.ts'
import { NOTHING_FOUND, shownCoverage, shownFound, shownSpots, together } from './present.ts'
import type { Judged } from './rule.ts'
import { sentenceOf } from './sentence.ts'
import { traceStep } from './trace-step.ts'

export interface Parts {
  readonly question: Question
  readonly asked: Asked
  readonly window: Interval
  readonly horizon: Instant
  readonly verdict: Ruling
  readonly judged: readonly Judged[]
  /** Parts that were not looked into at all. */
  readonly unasked: readonly Part[]
  readonly upToHorizon: string | undefined
  readonly followUps: Answer['next']
  /** About roles that are not followed. */
  readonly otherRoles: Answer['next']
  /** Notes of the question's own. */
  readonly told: readonly string[]
  readonly limit: number
  readonly now: Instant
  readonly actorOf: ActorOf
}

const shownPart = (j: Judged, { limit, actorOf }: Parts): AnswerPart => ({
  name: j.part.name,
  title: j.part.title,
  asked: j.asked,
  verdict: j.asked ? j.ruling.verdict : null,
  assurance: j.asked ? j.ruling.assurance : null,
  found: shownFound(j.found.found, limit, actorOf),
  attempts: shownFound(j.found.attempts, limit, actorOf),
  candidates: j.found.candidates.count,
  coverage: shownCoverage(j.own, j.blind.length),
})

const unaskedPart = ({ name, title }: Part): AnswerPart => ({
  name,
  title,
  asked: false,
  verdict: null,
  assurance: null,
  found: NOTHING_FOUND,
  attempts: NOTHING_FOUND,
  candidates: 0,
  coverage: { recordedFraction: 0, recorded: [], blind: 0 },
})

const assumptionsOf = (p: Parts, asked: readonly Judged[]): Assumption[] => {
  const all = [
    ...asked.flatMap((j) => j.needed.flatMap((n) => n.coverage.assumptions)),
    ...ownAssumptions(
      p.asked,
      asked.map((j) => j.part),
    ),
  ]
  return [...new Map(all.map((a) => [`${a.id} ${a.sentence}`, a])).values()]
}

const checksOf = (p: Parts, asked: readonly Judged[]): Answer['checks'] => {
  const coverages = asked.flatMap((j) => j.needed.map((n) => n.coverage.checks))
  const scopes = asked.flatMap((j) => j.part.pieces.map((piece) => piece.scope))
  const { closure } = p.asked
  return {
    performed: [
      ...new Set([
        ...coverages.flatMap((c) => c.performed),
        ...(closure === undefined
          ? []
          : [
              p.asked.leftOut === undefined
                ? `followed what ${closure.subject.text} was issued: ${closure.keys.length} keys, ${closure.sessions.length} sessions, ${closure.accounts.length} accounts`
                : `looked for calls of ${closure.subject.text} alone`,
            ]),
      ]),
    ],
    notPerformed: [
      ...new Set([
        ...coverages.flatMap((c) => c.notPerformed),
        ...(closure === undefined ? [] : notFollowed.map((way) => way.sentence)),
        ...limitsOf(scopes).map((limit) => limit.sentence),
      ]),
    ],
  }
}

const nextOf = (p: Parts, asked: readonly Judged[]): Answer['next'] => {
  const blind = asked.filter((j) => j.ruling.verdict === 'cannot-know')
  const open = blind.flatMap((j) => coverageStep(j.part, p.asked, p.window))
  const steps = [
    ...derivedStep(p.asked, p.window),
    ...p.followUps,
    ...traceStep(
      p.asked,
      asked.flatMap((j) => j.found.found.rows),
    ),
    ...open.slice(0, 1),
    ...historyStep(
      blind.flatMap((j) => j.blind),
      p.asked,
      p.now,
    ),
    ...p.otherRoles,
    ...open.slice(1),
    ...asked
      .filter((j) => j.ruling.verdict === 'yes' && j.blind.length > 0)
      .flatMap((j) => coverageStep(j.part, p.asked, p.window)),
    ...(p.verdict.assurance === 'configured' ? [verifyStep] : []),
  ]
  return [...new Map(steps.map((s) => [s.command, s])).values()].slice(0, 5)
}

/** The question with the accounts and regions that it was narrowed to. */
const placedSentence = (sentence: string, { accounts, regions }: Asked): string => {
  const where = [...(regions ?? []), ...(accounts ?? []).map((a) => `account ${a}`)]
  return where.length === 0 ? sentence : sentence.replace(/\?$/, ` (in ${where.join(', ')})?`)
}

const byTime = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  String(a.eventTime) < String(b.eventTime) ? -1 : 1

/** Everything that was found out, in the form that every output shares (design.md 4). */
export const assemble = (p: Parts): Answer => {
  const asked = p.judged.filter((j) => j.asked)
  const parts = [...p.judged.map((j) => shownPart(j, p)), ...p.unasked.map(unaskedPart)]
  const answered = parts.filter((part) => part.asked)
  const blindSpots = shownSpots(asked.map((j) => [j.part.name, j.blind]))
  const body = {
    verdict: p.verdict.verdict,
    assurance: p.verdict.assurance,
    parts,
    candidates: asked
      .flatMap((j) => j.found.candidates.rows.map((row) => shownEvent(row, p.actorOf(row))))
      .sort(byTime)
      .slice(0, p.limit),
    assumptions: assumptionsOf(p, asked),
    found: together(
      answered.map((part) => part.found),
      p.limit,
    ),
    origins: originsOf(asked.flatMap((j) => j.found.found.all)),
    attempts: together(
      answered.map((part) => part.attempts),
      p.limit,
    ),
    blindSpots,
  }
  return {
    ...body,
    sentence: sentenceOf(body, p.window, keyOwner(p.asked)),
    question: {
      id: p.question.id,
      sentence: placedSentence(p.question.sentence(p.asked.params), p.asked),
      params: { ...p.asked.params },
    },
    window: { from: formatInstant(p.window.from), to: formatInstant(p.window.to) },
    answeredUntil: formatInstant(p.verdict.verdict === 'cannot-know' ? p.horizon : p.window.to),
    coverage: shownCoverage(
      asked.flatMap((j) => j.own),
      blindSpots.length,
    ),
    checks: checksOf(p, asked),
    notes: [
      ...(p.upToHorizon === undefined ? [] : [p.upToHorizon]),
      ...p.told,
      ...notesOf(p.asked, asked),
    ],
    next: nextOf(p, asked),
  }
}
