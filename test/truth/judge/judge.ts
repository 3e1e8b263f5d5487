import type { Answer } from '../../../src/model/verdict.ts'
import type { Simulated } from '../aws/simulate.ts'
import { type Asked, factsOf, isVisible } from '../questions/ask.ts'
import { inWindow } from '../questions/types.ts'
import type { Happening } from '../world/happening.ts'
import { namesCause } from './assumptions.ts'
import { isComplete } from './complete.ts'
import { lostLinks } from './links.ts'
import { type Loss, lossesOf } from './losses.ts'
import { partHolds } from './parts.ts'

/** What the judge reads of an answer. */
export type Answered = Pick<Answer, 'verdict' | 'assurance' | 'assumptions' | 'found'> & {
  readonly window?: Answer['window']
  readonly parts: readonly Pick<Answer['parts'][number], 'name' | 'asked' | 'verdict'>[]
  readonly blindSpots?: readonly Pick<Answer['blindSpots'][number], 'part' | 'reason' | 'detail'>[]
}

/** `fault` is what makes the truth test fail. */
export interface Judgement {
  readonly verdict: Answered['verdict'] | 'crash'
  readonly assurance: Answered['assurance']
  readonly complete: boolean
  readonly fault?: string
  /** A no that is wrong for a reason that nobody could know of, and that it names. */
  readonly excused?: Loss['cause']
  /** Something true can be read and the answer was still cannot know. */
  readonly missed: boolean
  /** What the answer gives as its blind spots, for whoever has to find out why. */
  readonly blind: readonly string[]
}

/** A wrong no is excused where every fact was lost by something without trace, and the answer names it (R30). */
const wrongNo = (
  s: Simulated,
  { question }: Asked,
  answer: Answered,
  facts: readonly Happening[],
): { fault: string } | { excused: Loss['cause'] } => {
  const linksOf = new Map(facts.map((h) => [h, lostLinks(s, question, h)]))
  const seen = facts.find((h) => isVisible(s, h) && linksOf.get(h)?.length === 0)
  if (seen !== undefined) return { fault: `no, though ${seen.name} can be read` }
  if (answer.assurance === 'verified') return { fault: 'a verified no is wrong' }
  const losses = facts.map((h) => {
    const lost = [...(isVisible(s, h) ? [] : [h]), ...(linksOf.get(h) ?? [])]
    return { name: h.name, all: lost.flatMap((x) => lossesOf(s, x)) }
  })
  const silent = losses.map(({ all }) => all.filter((loss) => !loss.traceable))
  const told = losses.find((_, i) => silent[i]?.length === 0)
  if (told !== undefined) {
    const causes = [...new Set(told.all.map((loss) => loss.cause))].join(', ')
    return { fault: `no, though ${told.name} happened (${causes})` }
  }
  const named = silent.map((all) => all.find((loss) => namesCause(answer.assumptions, loss)))
  const unnamed = silent.find((_, i) => named[i] === undefined)
  return unnamed === undefined
    ? { excused: named[0]?.cause as Loss['cause'] }
    : { fault: `a wrong no does not name its assumption: ${unnamed[0]?.cause}` }
}

const eventIdOf = (event: Readonly<Record<string, unknown>>) =>
  String(event.eventID ?? event.eventId ?? event.event_id)

type Window = Asked['question']['window']

/** The window that an answer is about: up to its own horizon where the question left that open (R9). */
const windowOf = ({ question: { window, openEnded } }: Asked, answer: Answered): Window => {
  const end = answer.window === undefined ? Number.NaN : Date.parse(answer.window.to) / 1000
  return openEnded && !Number.isNaN(end) ? { from: window.from, to: end } : window
}

/** Every event of a yes must really have happened, in the window, and be an answer. */
const falseYes = (
  s: Simulated,
  { question }: Asked,
  answer: Answered,
  window: Window,
): string | undefined => {
  if (answer.found.events.length === 0) return 'a yes without events'
  for (const event of answer.found.events) {
    const happening = s.copies.find((c) => c.eventId === eventIdOf(event))?.happening
    if (happening === undefined) return `a yes shows an event that nobody made`
    const holds = inWindow(happening, window) && question.truth(happening) !== 'no'
    if (!holds) return `a yes shows ${happening.name}, which is no answer`
  }
  return undefined
}

/** The parts that say no, each with the facts that it must answer for. */
const denials = (answer: Answered, facts: readonly Happening[]): Happening[][] => {
  const asked = answer.parts.filter((part) => part.asked)
  const names = asked.map((part) => part.name)
  const parts = asked.filter((part) => part.verdict === 'no')
  return [
    ...(answer.verdict === 'no' ? [[...facts]] : []),
    ...parts.map(({ name }) => facts.filter((h) => partHolds(name, names, h))),
  ]
}

const blindOf = (answer: Answered): string[] =>
  (answer.blindSpots ?? []).slice(0, 3).map((b) => `${b.part}: ${b.reason}: ${b.detail}`)

/** Holds an answer against what really happened. */
export const judge = (s: Simulated, asked: Asked, answer: Answered): Judgement => {
  const window = windowOf(asked, answer)
  const facts = factsOf(s, asked.question, window)
  const complete = !asked.question.openEnded && isComplete(s, asked.question)
  const plain = {
    verdict: answer.verdict,
    assurance: answer.assurance,
    complete,
    blind: blindOf(answer),
    missed: answer.verdict !== 'yes' && facts.some((h) => isVisible(s, h)),
  }
  if (answer.verdict === 'yes') {
    const fault = falseYes(s, asked, answer, window)
    if (fault !== undefined) return { ...plain, fault }
  }
  const wrong = denials(answer, facts)
    .filter((some) => some.length > 0)
    .map((some) => wrongNo(s, asked, answer, some))
  const worst = wrong.find((x) => 'fault' in x) ?? wrong[0]
  return worst === undefined ? plain : { ...plain, ...worst }
}
