import type { Asked } from '../question.ts'
import { leftOutNotes } from './left-out.ts'
import type { Judged } from './rule.ts'

const rowIds = (judged: readonly Judged[]): Set<string> =>
  new Set(
    judged.flatMap((j) =>
      [...j.found.found.rows, ...j.found.attempts.rows].map((r) => String(r.event_id)),
    ),
  )

/** What a responder should know besides the verdict. */
export const notesOf = (asked: Asked, judged: readonly Judged[]): string[] => {
  const { closure, evidence } = asked
  const shown = rowIds(judged)
  const conflicting = evidence.manifest.conflicts.filter((c) => shown.has(c.eventId))
  const text = closure?.subject.text
  const derived = (closure?.keys.length ?? 0) - (closure?.subject.kind === 'key' ? 1 : 0)
  return [
    ...leftOutNotes(asked),
    ...(closure !== undefined && closure.conflicts.length > 0
      ? [
          `the id of ${text} names the account ${closure.accounts.map((a) => a.id).find((a) => !closure.conflicts.includes(a))}, the log ${closure.conflicts.join(', ')}: both were asked about`,
        ]
      : []),
    ...(derived > 0
      ? [
          `calls with ${derived} credentials that ${text} obtained count as its own, in the accounts ${closure?.accounts.map((a) => a.id).join(', ')}`,
        ]
      : []),
    ...conflicting.map(
      (c) =>
        `the event ${c.eventId} was delivered with different contents: one of them was altered`,
    ),
  ]
}
