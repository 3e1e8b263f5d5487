import type { Box, Scope, ScopeField } from '../../../model/scope.ts'
import { operators } from '../../../model/selector.ts'
import { covers } from '../../selectors/covers.ts'
import { fold } from '../../selectors/letter-case.ts'
import { normalise } from '../../selectors/normalise.ts'
import type { Covered, Mode, Recording } from '../../selectors/types.ts'

/** Names that AWS gives, and spells in one way only: no event has one of them in another spelling. */
const SPELLED: readonly ScopeField[] = ['eventName', 'eventSource', 'eventType']

type Literals = ReadonlyMap<ScopeField, ReadonlySet<string>>

const literalsIn = (recordings: readonly Recording[]): Literals => {
  const clauses = recordings.flatMap(({ selectors }) => {
    const { must, may } = normalise(selectors)
    return [...must, ...may]
  })
  return new Map(
    SPELLED.map((field) => {
      const constraints = clauses.flatMap((clause) => clause[field] ?? [])
      return [field, new Set(constraints.flatMap((c) => operators.flatMap((o) => c[o] ?? [])))]
    }),
  )
}

const isMisspelt = (value: string, literals: ReadonlySet<string>): boolean =>
  !literals.has(value) && [...literals].some((literal) => fold(literal) === fold(value))

/** A box of nothing but names in a spelling that AWS does not have: the algebra minds that its case is not documented. */
const isReal = (box: Box, literals: Literals): boolean =>
  ![box.fields, ...(box.also ?? [])].some((fields) =>
    SPELLED.some((field) => {
      const { Equals, ...others } = fields[field] ?? {}
      return (
        Equals !== undefined &&
        Object.keys(others).length === 0 &&
        Equals.every((value) => isMisspelt(value, literals.get(field) ?? new Set()))
      )
    }),
  )

/**
 * `covers`, of events that AWS can record: what is left over is not made of names in another spelling than AWS's own
 * (whether CloudTrail minds case is not documented, so that `eventName NotEquals GetObject` leaves `getobject` open).
 */
export const coversReal = (recordings: readonly Recording[], scope: Scope, mode: Mode): Covered => {
  const answer = covers(recordings, scope, mode)
  if (answer.covered || answer.tooComplex) return answer
  const literals = literalsIn(recordings)
  const residual = answer.residual.filter((box) => isReal(box, literals))
  return residual.length + answer.more === 0 ? { covered: true } : { ...answer, residual }
}
