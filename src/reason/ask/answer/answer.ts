import type { Row } from '../../../engine/sql.ts'
import type { AskRequest } from '../../../model/ask.ts'
import type { Scope } from '../../../model/scope.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import type { Answer } from '../../../model/verdict.ts'
import type { AskSources } from '../../../pipeline.ts'
import { actorsBehind } from '../actors.ts'
import { enablerSteps } from '../enablers.ts'
import { encryptionNotes } from '../encryption.ts'
import { otherRoleSteps } from '../other-roles.ts'
import { placed } from '../parts/place.ts'
import { issuingPieces } from '../prerequisites.ts'
import type { Asked, Part, Question } from '../question.ts'
import type { Resolved } from '../resolve/resolve.ts'
import { search } from '../search.ts'
import { assemble } from './assemble.ts'
import { coverer } from './cover.ts'
import { cutAtHorizon, horizonOf } from './horizon.ts'
import { headline } from './judge.ts'
import { type Bench, type Judged, rule } from './rule.ts'
import { type Selected, selectParts } from './selection.ts'

const DEFAULT_LIMIT = 20

/** What is looked for: the same scopes that must have been recorded, wherever their copies went (R6). */
const findOf = (part: Part, asked: Asked): Scope => {
  const scopes = [...new Set(part.pieces.map((p) => p.scope))]
  return inAsked({ boxes: scopes.flatMap((s) => s.boxes) }, asked)
}

const inAsked = (scope: Scope, { accounts, regions }: Asked): Scope =>
  placed(scope, {
    ...(accounts === undefined ? {} : { accounts }),
    ...(regions === undefined ? {} : { regions }),
  })

/** Parts that were not named are left alone; where none was named, all are looked into, for what is found is found. */
const searched = (selected: readonly Selected[], request: AskRequest): Selected[] =>
  request.parts === undefined ? [...selected] : selected.filter((s) => s.asked)

/** Events that an answer shows of its parts, those that count first. */
const shownRows = (judged: readonly Judged[], limit: number): Row[] =>
  (['found', 'attempts', 'candidates'] as const).flatMap((kind) =>
    judged.flatMap((j) => j.found[kind].rows.slice(0, limit)),
  )

/** Searches, judges each part, and puts the answer together. */
export const answerOf = async (
  question: Question,
  { asked, obstacles }: Resolved,
  request: AskRequest,
  sources: AskSources,
): Promise<Answer> => {
  const limit = request.limit ?? DEFAULT_LIMIT
  const selected = selectParts(question.parts(asked), request.parts)
  const looked = searched(selected, request)
  const sought = looked.map(({ part }) => ({
    find: findOf(part, asked),
    attempts: part.attempts === undefined ? undefined : inAsked(part.attempts, asked),
  }))
  const found = await search(sources.query, sought, asked.who, asked.window, limit)
  const bench: Bench = {
    evidence: sources.evidence,
    cover: coverer(sources),
    obstacles,
    issuing: issuingPieces(asked, sources.settings),
    hidden: asked.closure?.perhaps?.because ?? [],
  }
  const docket = looked.map(({ part, asked: wanted }, i) => {
    const here = found[i] as (typeof found)[number]
    return { part, found: here, asked: wanted || here.found.count > 0 }
  })
  const judgedOver = (window: Interval, cases: typeof docket): Judged[] =>
    cases.map((c) => rule(c.part, c.asked, c.found, window, bench))
  const asking = docket.filter((c) => c.asked)

  const window =
    request.to === undefined
      ? cutAtHorizon(asked.window, judgedOver(asked.window, asking))
      : asked.window
  const judged = judgedOver(window, docket)
  const horizon = horizonOf(window, judged)
  const rulings = (list: readonly Judged[]) => list.filter((j) => j.asked).map((j) => j.ruling)
  const verdict = headline(rulings(judged))
  const tooLate = verdict.verdict === 'cannot-know' && window.from < horizon && horizon < window.to
  const upToHorizon = tooLate
    ? headline(rulings(judgedOver({ from: window.from, to: horizon }, asking)))
    : undefined
  const { who } = asked
  const followUps =
    verdict.verdict === 'cannot-know' || who === undefined
      ? []
      : await enablerSteps(sources.query, who, window)
  const otherRoles =
    who === undefined
      ? []
      : await otherRoleSteps(sources.query, question, { ...asked, window }, who, window)
  const told =
    question.tellsEncryption === true ? await encryptionNotes(sources.query, asked, window) : []
  return assemble({
    question,
    asked,
    window,
    horizon,
    verdict,
    judged,
    unasked: selected.filter((s) => !looked.includes(s)).map((s) => s.part),
    upToHorizon:
      upToHorizon && `up to ${formatInstant(horizon)} the answer is ${upToHorizon.verdict}`,
    followUps,
    otherRoles,
    told,
    limit,
    now: sources.evidence.now,
    actorOf: await actorsBehind(sources.query, shownRows(judged, limit)),
  })
}
