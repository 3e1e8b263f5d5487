import type { Interval } from '../../../model/time.ts'
import type {
  ChainId,
  ExplainingEvent,
  FileHashes,
  Problem,
  ProblemWeight,
} from '../../../model/verification.ts'
import type { ProblemKind } from './kind.ts'
import { todoAt } from './todo.ts'

/** What is missing or altered is listed one by one; digests that could not be checked are slots of the report anyway. */
const MOST = { failure: 100_000, open: 1000, note: 1000 } as const satisfies Record<
  ProblemWeight,
  number
>

/** A problem of a kind. `what` says what is wrong and where; of `objects` (URIs) as many are kept as its weight is worth. */
export const problemOf = (
  kind: ProblemKind,
  at: {
    readonly chain: ChainId | null
    readonly when: Interval | null
    readonly what: string
    readonly objects?: readonly string[]
    readonly hashes?: readonly FileHashes[]
    readonly by?: ExplainingEvent | null
  },
): Problem => {
  const { objects = [], hashes = [], chain, when } = at
  const most = MOST[kind.weight]
  return {
    kind: kind.id,
    weight: kind.weight,
    chain,
    from: when?.from ?? null,
    to: when?.to ?? null,
    what: at.what,
    means: kind.means,
    todo: todoAt(kind.todo, chain, when),
    objects: objects.slice(0, most),
    more: Math.max(0, objects.length - most),
    ...(hashes.length === 0 ? {} : { hashes: hashes.slice(0, most) }),
    by: at.by ?? null,
  }
}
