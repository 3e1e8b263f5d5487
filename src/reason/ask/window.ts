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

const firstRead = ({ manifest, now }: Evidence): Instant => {
  const times = manifest.objects.flatMap((o) => o.firstEvent ?? [])
  return times.reduce((a, b) => Math.min(a, b), times.length > 0 ? now : now - WITHOUT_LOGS)
}

/**
 * The window that is looked at: as asked; without `--from` the question's own length back from the end, or since the
 * first event read; without `--to` until now, to be cut at the horizon (R9). Throws `usage` when it is empty.
 */
export const windowOf = (request: AskRequest, question: Question, evidence: Evidence): Interval => {
  const to = request.to ?? evidence.now
  const { defaultWindow } = question
  const from =
    request.from ??
    (defaultWindow === 'all' ? Math.min(firstRead(evidence), to) : to - defaultWindow)
  const window = wholeSeconds({ from, to })
  if (window.from < window.to) return window
  throw new WholetrailError('usage', 'the window is empty: --from is not before --to')
}
