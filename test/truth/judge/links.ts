import type { Simulated } from '../aws/simulate.ts'
import { isVisible } from '../questions/ask.ts'
import type { QuestionWithTruth } from '../questions/types.ts'
import type { Happening } from '../world/happening.ts'

/** How many times a caller's credentials were handed on since the one that is asked about had them. */
const stepsFrom = ({ params }: QuestionWithTruth, { caller }: Happening): number => {
  const steps = [
    caller.keys.indexOf(String(params.key)),
    caller.principals.indexOf(String(params.principal)),
  ].filter((at) => at >= 0)
  return steps.length === 0 ? 0 : Math.min(...steps)
}

const issued = (s: Simulated, key: string): Happening[] =>
  s.world.happenings.filter((h) => h.response !== null && JSON.stringify(h.response).includes(key))

/**
 * Calls that tie something done to who is asked about, of which no copy can be read: without them its record stands in
 * the log under a stranger's name.
 */
export const lostLinks = (s: Simulated, question: QuestionWithTruth, h: Happening): Happening[] =>
  h.caller.keys
    .slice(0, stepsFrom(question, h))
    .flatMap((key) => issued(s, key))
    .filter((link) => !isVisible(s, link))
