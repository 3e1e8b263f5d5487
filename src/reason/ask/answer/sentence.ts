import { formatInstant, type Interval } from '../../../model/time.ts'
import type { Answer } from '../../../model/verdict.ts'
import { actorName } from '../actor-name.ts'

type Said = Pick<
  Answer,
  | 'verdict'
  | 'assurance'
  | 'found'
  | 'attempts'
  | 'candidates'
  | 'assumptions'
  | 'blindSpots'
  | 'parts'
>

const events = (n: number): string => (n === 1 ? '1 event' : `${n} events`)

/** Sentences made by others begin with a capital where they stand alone, except a name such as CloudTrail. */
const inside = (sentence: string): string =>
  sentence.replace(/^(No|The|Delivery|Nothing)\b/, (w) => w.toLowerCase())
const alone = (sentence: string): string =>
  sentence.replace(/^[a-z]+ /, (word) => word.charAt(0).toUpperCase() + word.slice(1))

const more = (answer: Said): string =>
  answer.blindSpots.length > 0
    ? ' There may be more: some of what was asked about was not recorded or not read.'
    : ''

/** Who is behind the session of an event, where that is known and is not the caller himself. */
const behind = (event: Answer['found']['events'][number]): string => {
  const name = actorName(event)
  return name === null || name === 'not known' ? '' : `, behind which is ${name},`
}

const yes = (answer: Said): string => {
  const [first] = answer.found.events
  const what =
    first === undefined
      ? ''
      : `: ${first.eventName ?? 'an event'} at ${first.eventTime ?? 'an unknown time'} by ${first.who ?? 'someone unknown'}${behind(first)} is the first`
  return `Yes. ${events(answer.found.count)} between ${answer.found.first} and ${answer.found.last}${what}.${more(answer)}`
}

const took = (answer: Said): string =>
  answer.assumptions.length === 0
    ? ''
    : ` It takes for true that ${answer.assumptions.map((a) => inside(a.sentence)).join('; ')}.`

const tried = (answer: Said): string =>
  answer.attempts.count === 0
    ? ''
    : ` Beside it there ${answer.attempts.count === 1 ? 'is 1 attempt' : `are ${answer.attempts.count} attempts`}: refused, failed, or of lesser effect.`

const unasked = (answer: Said): string => {
  const titles = answer.parts.filter((p) => !p.asked).map((p) => p.title)
  const named = titles.length > 3 ? `${titles.slice(0, 3).join(', ')} and more` : titles.join(', ')
  return titles.length === 0 ? '' : ` Not asked about: ${named}.`
}

const no = (answer: Said, { from, to }: Interval, owner: string): string =>
  `No. From ${formatInstant(from)} to ${formatInstant(to)} everything that would show it was recorded, delivered and read, and nothing matches (${answer.assurance}).${unasked(answer)}${tried(answer)}${owner}${took(answer)}`

const reasons = (answer: Said): string => {
  const named = [...new Set(answer.blindSpots.map((s) => s.reason))]
  const shown = named.slice(0, 3).join(', ')
  return named.length > 3 ? `${shown} and ${named.length - 3} more reasons` : shown
}

const cannotKnow = (answer: Said): string => {
  const open = answer.parts
    .filter((p) => p.asked && p.verdict === 'cannot-know')
    .map((p) => p.title)
  const near =
    answer.candidates.length > 0
      ? ' Some events may match: their records lack what would tell.'
      : ' Nothing was found.'
  const first = answer.blindSpots[0]?.detail
  const why = first === undefined ? '' : ` Blind: ${reasons(answer)}. ${alone(first)}.`
  return `Cannot know about ${open.join(', ')}.${near}${why}${tried(answer)}`
}

/** The verdict in one breath, for someone who is tired. `about`: a sentence on whom it is about. */
export const sentenceOf = (answer: Said, window: Interval, about?: string): string => {
  const owner = about === undefined ? '' : ` ${about}`
  return answer.verdict === 'yes'
    ? `${yes(answer)}${owner}`
    : answer.verdict === 'no'
      ? no(answer, window, owner)
      : `${cannotKnow(answer)}${owner}`
}
