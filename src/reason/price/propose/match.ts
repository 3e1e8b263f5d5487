import { WholetrailError } from '../../../model/error.ts'
import type { Proposal, ProposedRecorder } from '../../../model/proposal.ts'
import type { KnownRecorder } from './known.ts'

/** A proposed recorder with the one that it takes the place of; `existing` null: it would be new. */
export interface Matched {
  readonly proposed: ProposedRecorder
  readonly existing: KnownRecorder | null
}

const several = (what: string, found: readonly KnownRecorder[]): WholetrailError =>
  new WholetrailError('usage', `${what} may be any of ${found.map((r) => r.arn).join(', ')}`, {
    hint: 'name it by its ARN',
  })

const byName = (
  name: string,
  known: readonly KnownRecorder[],
  place: string,
): KnownRecorder | null => {
  const found = known.filter((r) => r.arn === name || r.name === name)
  if (found.length > 1) throw several(`${place}: ${name}`, found)
  return found[0] ?? null
}

/** Selectors without a name are those of the only trail there is. */
const unnamed = ({ place }: ProposedRecorder, known: readonly KnownRecorder[]): KnownRecorder => {
  const [first, ...more] = known
  if (first === undefined || more.length > 0)
    throw new WholetrailError(
      'usage',
      `${place} does not name its trail, and there ${first === undefined ? 'is none' : `are ${known.length}`}`,
      { hint: `add "TrailName" or "TrailARN" beside the selectors: ${namesHint(known)}` },
    )
  return first
}

const matchOf = (proposed: ProposedRecorder, known: readonly KnownRecorder[]): Matched => {
  const alike = known.filter((r) => r.kind === proposed.kind)
  if (proposed.name === null) return { proposed, existing: unnamed(proposed, alike) }
  if (!proposed.isNamed) return { proposed, existing: null }
  return { proposed, existing: byName(proposed.name, alike, proposed.place) }
}

/** Trails that may be named: or how they get known. */
const namesHint = (known: readonly KnownRecorder[]): string => {
  const names = [...new Set(known.map((r) => r.name))].sort()
  return names.length === 0
    ? 'no trail is known: run wholetrail collect first'
    : `one of: ${names.slice(0, 10).join(', ')}${names.length > 10 ? `, and ${names.length - 10} more` : ''}`
}

const refuseTwice = (matched: readonly Matched[], removed: readonly KnownRecorder[]): void => {
  const seen = new Map<string, string>(removed.map((r) => [r.arn, 'the list of what is removed']))
  for (const { proposed, existing } of matched) {
    if (existing === null) continue
    const before = seen.get(existing.arn)
    if (before !== undefined)
      throw new WholetrailError(
        'usage',
        `${existing.arn} is proposed twice: by ${before} and by ${proposed.place}`,
      )
    seen.set(existing.arn, proposed.place)
  }
}

/**
 * What of a proposal takes the place of what: by ARN, else by name.
 * @throws `usage` where a name means several, or one is proposed twice; `not-found` for a removed trail that is not there
 */
export const matchAll = (
  proposal: Proposal,
  known: readonly KnownRecorder[],
): { readonly matched: readonly Matched[]; readonly removed: readonly KnownRecorder[] } => {
  const matched = proposal.recorders.map((proposed) => matchOf(proposed, known))
  const removed = proposal.removed.map((name) => {
    const found = byName(name, known, `${proposal.source}: Remove`)
    if (found === null)
      throw new WholetrailError('not-found', `${name} is to be removed and is in no snapshot`, {
        hint: namesHint(known),
      })
    return found
  })
  refuseTwice(matched, removed)
  return { matched, removed }
}
