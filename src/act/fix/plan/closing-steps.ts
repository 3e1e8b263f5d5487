import type { Finding } from '../../../model/finding.ts'
import type { Step } from '../../../model/plan.ts'
import { closedBy } from '../../../reason/assess/standing.ts'
import { after } from '../after.ts'
import { likelyClosers } from './closers.ts'
import type { PlanInput } from './input.ts'

/** So many steps are asked for one by one; in longer plans the checks are asked phase by phase. */
const ASKED_EACH = 40

/**
 * The step with which each finding goes, by fingerprint: the checks find it after the steps before, and no more after
 * this one. Steps that only make something for a later one close nothing.
 */
export const closingSteps = (
  input: PlanInput,
  found: readonly Finding[],
  closed: readonly Finding[],
  steps: readonly Step[],
): ReadonlyMap<string, string> => {
  const { snapshot, now, assess } = input
  const by = new Map<string, string>()
  const isOnePiece = (from: number, to: number): boolean =>
    from === to || (steps.length > ASKED_EACH && steps[from]?.phase === steps[to]?.phase)

  /** Those of `open` that go with the steps `from` to `to`, the last of which surely closes them. */
  const look = (open: readonly Finding[], from: number, to: number): void => {
    if (open.length === 0) return
    if (isOnePiece(from, to)) {
      const likely = likelyClosers(snapshot, steps.slice(from, to + 1))
      for (const f of open) by.set(f.fingerprint, likely(f)[0] ?? '')
      return
    }
    const middle = Math.floor((from + to) / 2)
    const done = steps.slice(0, middle + 1).flatMap((s) => s.desired)
    const gone = new Set(
      closedBy(found, assess(after(snapshot, done, now))).map((f) => f.fingerprint),
    )
    look(
      open.filter((f) => gone.has(f.fingerprint)),
      from,
      middle,
    )
    look(
      open.filter((f) => !gone.has(f.fingerprint)),
      middle + 1,
      to,
    )
  }
  if (steps.length > 0) look(closed, 0, steps.length - 1)
  return by
}
