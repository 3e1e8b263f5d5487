import type { Simulated } from '../aws/simulate.ts'
import { type Condition, isComplete } from '../judge/complete.ts'
import type { Answered } from '../judge/judge.ts'
import { type Asked, isVisible } from '../questions/ask.ts'
import type { Happening } from '../world/happening.ts'

/** Who answers a question about a simulated world: the product, or a stand-in that the judge is tried on. */
export type Answerer = (s: Simulated, asked: Asked) => Answered

const assumptionsOf = (s: Simulated): Answered['assumptions'] =>
  s.world.trails.flatMap(({ arn, initial: { bucket } }) =>
    [`unwitnessed:${arn}`, `files:s3://${bucket}`, `delivery:s3://${bucket}`].map((id) => ({
      id,
      sentence: id,
    })),
  )

const answer = (
  s: Simulated,
  verdict: Answered['verdict'],
  events: Answered['found']['events'] = [],
): Answered => ({
  verdict,
  assurance: verdict === 'no' ? 'configured' : null,
  assumptions: verdict === 'no' ? assumptionsOf(s) : [],
  found: { count: events.length, first: null, last: null, events },
  parts: [],
})

/** Says yes where it sees something true, no where the evidence is complete, else that it cannot know. */
export const honest =
  (
    ignoring: readonly Condition[] = [],
    sees: (asked: Asked, h: Happening) => boolean = () => true,
  ): Answerer =>
  (s, asked) => {
    const seen = asked.facts.filter((h) => isVisible(s, h) && sees(asked, h))
    if (seen.length > 0) {
      const ids = s.copies.filter((c) => seen.includes(c.happening)).map((c) => c.eventId)
      return answer(
        s,
        'yes',
        ids.map((eventID) => ({ eventID })),
      )
    }
    return answer(
      s,
      !asked.question.openEnded && isComplete(s, asked.question, ignoring) ? 'no' : 'cannot-know',
    )
  }

/** Finds only what the key itself signed, and forgets what was issued with it (R12). */
export const literal: Answerer = honest(
  [],
  ({ question: { params } }, h) => !('key' in params) || h.caller.keyId === params.key,
)

export const alwaysNo: Answerer = (s) => answer(s, 'no')
export const neverKnows: Answerer = (s) => answer(s, 'cannot-know')

/** Shows whatever can be read as if it were an answer. */
export const alwaysYes: Answerer = (s) =>
  answer(
    s,
    'yes',
    [...s.visible].slice(0, 1).map((eventID) => ({ eventID })),
  )
