import type { Observed } from '../../../model/observed.ts'
import type { Box } from '../../../model/scope.ts'
import { canonical } from '../../coverage/json.ts'

/**
 * What a change does to what is recorded and can still be read later. `same`: the same events, though something about
 * them changed (where they lie, whether they can be proven). `unknown`: not readable on one side, or not documented.
 */
export const effects = ['records-more', 'records-less', 'records-other', 'same', 'unknown'] as const
export type Effect = (typeof effects)[number]

/** One thing that differs between two snapshots, or of which that cannot be told. */
export interface SnapshotChange {
  /** The setting and whose it is: `selectors of arn:aws:cloudtrail:...`. */
  readonly what: string
  /** Account and region, as far as it has them. */
  readonly place: string
  readonly before: string
  readonly after: string
  readonly effect: Effect
  /** One sentence, without a full stop. */
  readonly detail: string
  /** Merged boxes of what is recorded no more, and of what is recorded in addition. */
  readonly lost?: readonly Box[]
  readonly gained?: readonly Box[]
}

/** How a setting compares: alike, different, or not known on one side. */
export type Compared<T> =
  | { readonly is: 'same' }
  | { readonly is: 'different'; readonly before: T; readonly after: T }
  | { readonly is: 'unknown'; readonly before: string; readonly after: string }

const NOT_COLLECTED: Observed<never> = { unknown: 'not-collected' }

export const sameValue = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

/** A value in words; `unknown (access-denied)` where it was not readable. */
export const words = <T>(value: Observed<T> | undefined, say: (known: T) => string): string => {
  const read = value ?? NOT_COLLECTED
  return 'known' in read ? say(read.known) : `unknown (${read.unknown})`
}

/** Compares one setting of two readings. What is unknown is never "no change". */
export const compare = <T>(
  before: Observed<T> | undefined,
  after: Observed<T> | undefined,
  say: (known: T) => string,
): Compared<T> => {
  const [b, a] = [before ?? NOT_COLLECTED, after ?? NOT_COLLECTED]
  if (!('known' in b && 'known' in a))
    return { is: 'unknown', before: words(b, say), after: words(a, say) }
  return sameValue(b.known, a.known)
    ? { is: 'same' }
    : { is: 'different', before: b.known, after: a.known }
}

/** The effect of the opposite change. */
export const mirrored = (effect: Effect): Effect =>
  effect === 'records-more' ? 'records-less' : effect === 'records-less' ? 'records-more' : effect

/** Pairs of the things of both sides by their name, in order of the names. */
export const paired = <T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (thing: T) => string,
): readonly { readonly name: string; readonly before?: T; readonly after?: T }[] => {
  const [b, a] = [before, after].map((side) => new Map(side.map((t) => [nameOf(t), t])))
  const names = [...new Set([...(b?.keys() ?? []), ...(a?.keys() ?? [])])].sort()
  return names.map((name) => {
    const [was, is] = [b?.get(name), a?.get(name)]
    return {
      name,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    }
  })
}
