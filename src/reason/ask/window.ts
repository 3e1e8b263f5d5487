import type { AskRequest } from '../../model/ask.ts'
import type { Evidence } from '../../model/coverage.ts'
import { WholetrailError } from '../../model/error.ts'
import { DAY, type Instant, type Interval, SECOND } from '../../model/time.ts'
import type { Question } from './question.ts'

/** An event occupies its whole second (R27), so a window is made of whole seconds: none is cut in two. */
const wholeSeconds = ({ from, to }: Interval): Interval => ({
  from: Math.floor(from / SECOND) * SECOND,
  to: Math.ceil(to / SECOND) * SECOND,
})

const WITHOUT_LOGS = 90 * DAY
const NEVER = Number.POSITIVE_INFINITY

/** The end of what was read, or now where nothing was: old logs are asked about their own time. */
const lastRead = ({ manifest, now }: Evidence): Instant => {
  const last = manifest.objects.reduce((t, o) => Math.max(t, o.lastEvent ?? 0), 0)
  return last === 0 ? now : Math.min(now, last + SECOND)
}

const firstRead = ({ manifest, now }: Evidence): Instant => {
  const first = manifest.objects.reduce((t, o) => Math.min(t, o.firstEvent ?? t), NEVER)
  return first === NEVER ? now - WITHOUT_LOGS : Math.min(first, now)
}

/**
 * The window that is looked at: as asked; without `--from` the question's own length back from the end (of what
 * was read, where no end is given), or since the first event read; without `--to` until now, to be cut at the horizon (R9). Throws `usage` when it is empty.
 */
export const windowOf = (request: AskRequest, question: Question, evidence: Evidence): Interval => {
  const to = request.to ?? evidence.now
  const { defaultWindow } = question
  const from =
    request.from ??
    (defaultWindow === 'all'
      ? Math.min(firstRead(evidence), to)
      : (request.to ?? lastRead(evidence)) - defaultWindow)
  const window = wholeSeconds({ from, to })
  if (window.from < window.to) return window
  throw new WholetrailError('usage', 'the window is empty: --from is not before --to')
}
