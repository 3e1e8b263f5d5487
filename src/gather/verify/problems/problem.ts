import type { Interval } from '../../../model/time.ts'
import type { ChainId, ExplainingEvent, Problem } from '../../../model/verification.ts'
import type { ProblemKind } from './kind.ts'

const MOST = 20

/** A problem of a kind. `what` says what is wrong and where; of `objects` (URIs) the first 20 are kept. */
export const problemOf = (
  kind: ProblemKind,
  at: {
    readonly chain: ChainId | null
    readonly when: Interval | null
    readonly what: string
    readonly objects?: readonly string[]
    readonly by?: ExplainingEvent | null
  },
): Problem => {
  const objects = at.objects ?? []
  return {
    kind: kind.id,
    weight: kind.weight,
    chain: at.chain,
    from: at.when?.from ?? null,
    to: at.when?.to ?? null,
    what: at.what,
    means: kind.means,
    todo: kind.todo,
    objects: objects.slice(0, MOST),
    more: Math.max(0, objects.length - MOST),
    by: at.by ?? null,
  }
}
